namespace Hourglass.Testing;

/// <summary>Eigenvectors of a symmetric matrix by Jacobi's rotations: slow, simple, and as exact as doubles are.</summary>
public static class JacobiOracle
{
    /// <summary>Finds all eigenvalues, the largest first, and their vectors of length 1.</summary>
    public static (double[] Values, double[][] Vectors) Eigen(double[,] matrix)
    {
        int size = matrix.GetLength(0);
        double[,] a = (double[,])matrix.Clone(), v = new double[size, size];
        for (int i = 0; i < size; i++) v[i, i] = 1;
        for (int sweep = 0; sweep < 60; sweep++)
            for (int p = 0; p < size; p++)
                for (int q = p + 1; q < size; q++) Rotate(a, v, p, q);
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => a[i, i])];
        return ([.. order.Select(i => a[i, i])], [.. order.Select(i => Enumerable.Range(0, size).Select(j => v[j, i]).ToArray())]);
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        if (a[p, q] == 0) return;
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double tangent = theta == 0 ? 1 : Math.Sign(theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double cosine = 1 / Math.Sqrt((tangent * tangent) + 1), sine = tangent * cosine;
        int size = a.GetLength(0);
        for (int k = 0; k < size; k++) (a[k, p], a[k, q]) = ((cosine * a[k, p]) - (sine * a[k, q]), (sine * a[k, p]) + (cosine * a[k, q]));
        for (int k = 0; k < size; k++) (a[p, k], a[q, k]) = ((cosine * a[p, k]) - (sine * a[q, k]), (sine * a[p, k]) + (cosine * a[q, k]));
        for (int k = 0; k < size; k++) (v[k, p], v[k, q]) = ((cosine * v[k, p]) - (sine * v[k, q]), (sine * v[k, p]) + (cosine * v[k, q]));
    }
}

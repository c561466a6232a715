namespace Hourglass.Testing;

/// <summary>The definition of matrix products, in double precision.</summary>
public static class ProductOracle
{
    /// <summary>Computes <c>C[i, j] = sum over k of A[i, k] B[k, j]</c>; all row by row.</summary>
    public static double[] Multiply(double[] a, double[] b, int rows, int depth, int columns)
    {
        double[] c = new double[rows * columns];
        for (int i = 0; i < rows; i++)
            for (int k = 0; k < depth; k++)
                for (int j = 0; j < columns; j++) c[(i * columns) + j] += a[(i * depth) + k] * b[(k * columns) + j];
        return c;
    }

    /// <summary>Transposes a matrix stored row by row.</summary>
    public static double[] Transpose(double[] a, int rows, int columns)
    {
        double[] result = new double[a.Length];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) result[(j * rows) + i] = a[(i * columns) + j];
        return result;
    }
}

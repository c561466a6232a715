using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Compares the subspaces that linear codes keep of samples.</summary>
internal static class Subspaces
{
    /// <summary>Gets the directions that a linear decoder spans: one for each number of the code.</summary>
    /// <param name="network">A network whose decoder begins with a dense layer.</param>
    public static Points DirectionsOf(Network network)
    {
        float[] weights = ParameterSet.Export(network.Parameters["decoder.0.weight"], network.Parameters.Values);
        int codes = network.Spec.CodeSize, features = weights.Length / codes;
        Points directions = new(codes, features);
        for (int i = 0; i < weights.Length; i++) directions[i % codes][i / codes] = weights[i];
        return directions;
    }

    /// <summary>Gets the cosines of the principal angles between the spans of two sets of directions, the largest first.</summary>
    /// <remarks><b>Computes</b> the singular values of <c>A B'</c>, the rows of A and B orthonormal bases of the two spans.</remarks>
    public static IReadOnlyList<double> Cosines(Points first, Points second, Workers workers)
    {
        Points a = Fit(first, workers).Components, b = Fit(second, workers).Components, products = new(a.Count, b.Count);
        Gemm.Multiply(a.Matrix, b.Matrix.Transposed, products.Matrix, workers);
        return [.. Fit(products, workers).SingularValues.Select(static value => Math.Min(value, 1))];
    }

    /// <summary>Gets the angle between two lines of the plane through the origin, in degrees, 0 to 90.</summary>
    public static double Angle(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double dot = ((double)first[0] * second[0]) + ((double)first[1] * second[1]), cross = ((double)first[0] * second[1]) - ((double)first[1] * second[0]);
        return double.RadiansToDegrees(Math.Atan2(Math.Abs(cross), Math.Abs(dot)));
    }

    private static Pca Fit(Points rows, Workers workers) => Pca.Fit(rows, new PcaOptions(Math.Min(rows.Count, rows.Dimensions), Center: false), workers);
}

using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class SymmetricEigenTests
{
    // A few roundings of doubles, relative to the largest eigenvalue.
    private const double Tolerance = 1e-12;

    public static MatrixTheoryData<SimdWidth, int> Sizes => new(Enum.GetValues<SimdWidth>(), [1, 2, 3, 5, 8, 17, 40]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Largest_AgainstJacobi_AgreesInValuesAndVectors(SimdWidth width, int size)
    {
        SymmetricMatrix matrix = Random(size, (ulong)size);
        using Simd.Scope scope = Simd.Use(width);

        SymmetricEigen eigen = SymmetricEigen.Largest(matrix, size, Workers.Single, TestContext.Current.CancellationToken);

        (double[] values, double[][] vectors) = JacobiOracle.Eigen(Elements(matrix));
        Close.Equal(values, eigen.Values.ToArray(), Tolerance * values.Max(Math.Abs), 0, "values");
        for (int i = 0; i < size; i++)
        {
            double cosine = Math.Abs(Dot(vectors[i], eigen.Vectors[i]));
            Assert.Equal(1, cosine, 1e-9);
        }
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("zero")]
    [InlineData("rank one")]
    [InlineData("blocks")]
    [InlineData("large")]
    [InlineData("small")]
    [InlineData("close")]
    public void Largest_OfMatricesWithCoincidingValues_GivesAnOrthonormalBasisThatSolvesThem(string kind)
    {
        const int Size = 60;
        SymmetricMatrix matrix = new(Size);
        float[] u = Draw.Normal(5, Size);
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[i, j] = kind switch
                {
                    "identity" => i == j ? 3 : 0,
                    "zero" => 0,
                    "rank one" => (double)u[i] * u[j],
                    "blocks" => i / 10 == j / 10 ? 1 : 0,
                    "large" => 1e200 * u[i] * u[j],
                    "small" => 1e-200 * u[i] * u[j],
                    _ => (i == j ? 1 : 0) + (1e-13 * u[i] * u[j]),
                };
            }
        }

        SymmetricEigen eigen = SymmetricEigen.Largest(matrix, Size, Workers.Single, TestContext.Current.CancellationToken);

        VerifyBasis(matrix, eigen);
    }

    [Fact]
    public void Largest_AnyNumberOfWorkers_GivesTheSameBits()
    {
        SymmetricMatrix matrix = Random(150, 3);
        SymmetricEigen expected = SymmetricEigen.Largest(matrix, 40, Workers.Single, TestContext.Current.CancellationToken);

        foreach (int count in (int[])[2, 3, 7])
        {
            using Workers workers = new(count);
            SymmetricEigen actual = SymmetricEigen.Largest(matrix, 40, workers, TestContext.Current.CancellationToken);
            Assert.Equal(expected.Values, actual.Values);
            for (int i = 0; i < 40; i++) Assert.Equal(expected.Vectors[i], actual.Vectors[i]);
        }
    }

    [Fact]
    public void Largest_NotANumber_IsRefused()
    {
        SymmetricMatrix matrix = new(3);
        matrix[2, 1] = double.NaN;

        Assert.Contains("NaN in row 1", Assert.Throws<ArgumentException>(() => SymmetricEigen.Largest(matrix, 1, Workers.Single, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Largest_OfNoCount_IsRefused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SymmetricEigen.Largest(new SymmetricMatrix(3), count, Workers.Single, TestContext.Current.CancellationToken));

    [Fact]
    public void Largest_Cancelled_Ends() =>
        Assert.Throws<OperationCanceledException>(() => SymmetricEigen.Largest(Random(5, 1), 2, Workers.Single, new CancellationToken(true)));

    private static void VerifyBasis(SymmetricMatrix matrix, SymmetricEigen eigen)
    {
        double largest = Math.Max(eigen.Values.Max(Math.Abs), 1e-250);
        for (int i = 0; i < eigen.Values.Count; i++)
        {
            for (int j = 0; j <= i; j++) Assert.Equal(i == j ? 1 : 0, Dot(eigen.Vectors[i], eigen.Vectors[j]), Tolerance);
            for (int row = 0; row < matrix.Size; row++)
                Assert.Equal(eigen.Values[i] / largest * eigen.Vectors[i][row], Dot(matrix[row].ToArray(), eigen.Vectors[i]) / largest, Tolerance);
        }
    }

    private static SymmetricMatrix Random(int size, ulong seed)
    {
        float[] values = Draw.Normal(seed, size * size);
        SymmetricMatrix matrix = new(size);
        for (int i = 0; i < size; i++)
            for (int j = 0; j <= i; j++) matrix[i, j] = values[(i * size) + j];
        return matrix;
    }

    private static double[,] Elements(SymmetricMatrix matrix)
    {
        double[,] elements = new double[matrix.Size, matrix.Size];
        for (int i = 0; i < matrix.Size; i++)
            for (int j = 0; j < matrix.Size; j++) elements[i, j] = matrix[i, j];
        return elements;
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, static (a, b) => a * b).Sum();
}

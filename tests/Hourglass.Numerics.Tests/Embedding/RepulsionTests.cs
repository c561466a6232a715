using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class RepulsionTests
{
    private static readonly Func<int, Repulsion>[] Methods =
        [static count => new ExactRepulsion(count), static count => new TreeRepulsion(count, 0.5), static count => new GridRepulsion(count)];

    [Theory]
    [ClassData(typeof(Widths))]
    public void Exact_EqualsTheOracle(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        foreach (int count in new[] { 1, 2, 31, 33, 700 })
        {
            float[] places = Draw.Normal(1, 2 * count, 5);
            (float[] forces, double normaliser) = Run(new ExactRepulsion(count), places, Workers.Single);
            (double[] expected, double sum) = MapOracle.Repel(places.Doubles());

            // The forces of hundreds of points cancel; single precision leaves a part of their sizes.
            Close.Equal(expected, forces, 2e-5, 1e-5, $"{count} points");
            Close.Equal([sum], [normaliser], 1e-6 * count, 1e-6, $"normaliser of {count} points");
        }
    }

    // Relative errors of all forces together, and of the normaliser, on maps of the sizes that a descent goes through.
    [Theory]
    [InlineData(1e-4, 1, 0.02, 0.01)]
    [InlineData(0.5, 1, 0.02, 0.01)]
    [InlineData(30, 1, 0.02, 0.02)]
    [InlineData(1e-4, 2, 1e-3, 1e-5)]
    [InlineData(0.5, 2, 1e-3, 1e-5)]
    [InlineData(30, 2, 0.02, 1e-3)]
    public void Approximations_AreNearTheOracle(double deviation, int method, double forceError, double sumError)
    {
        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            using Simd.Scope scope = Simd.Use(width);
            float[] places = Draw.Normal(2, 2 * 3000, deviation);
            (float[] forces, double normaliser) = Run(Methods[method](3000), places, Workers.Single);
            (double[] expected, double sum) = MapOracle.Repel(places.Doubles());

            double error = Math.Sqrt(forces.Zip(expected, static (x, y) => (x - y) * (x - y)).Sum() / expected.Sum(static x => x * x));
            Assert.True(error < forceError, FormattableString.Invariant($"{width}: forces err by {error:E2}, expected below {forceError}."));
            Assert.True(Math.Abs(normaliser - sum) < sumError * sum, FormattableString.Invariant($"{width}: normaliser {normaliser}, expected {sum}."));
        }
    }

    [Fact]
    public void Grid_WhoseMapGrowsMovesAndShrinks_StaysNearTheOracle()
    {
        const int Count = 400;
        GridRepulsion repulsion = new(Count);
        foreach ((double deviation, double x) in new[] { (1e-4, 0.0), (0.01, 3), (1, -5), (20, 100), (60, 0), (25, 7), (0.1, 0) })
        {
            float[] places = [.. Draw.Normal(3, 2 * Count, deviation).Select(place => (float)(place + x))];
            (float[] forces, _) = Run(repulsion, places, Workers.Single);
            double[] expected = MapOracle.Repel(places.Doubles()).Forces;
            double error = Math.Sqrt(forces.Zip(expected, static (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(static a => a * a));

            // Few points on a large map have few neighbours at all: what is small errs by more of itself. Coordinates of 100 round the small maps.
            Assert.True(error < 0.06, FormattableString.Invariant($"Deviation {deviation} about {x}: forces err by {error:E2}."));
        }
    }

    [Fact]
    public void AnyMethod_HasTheSameBitsForAnyNumberOfWorkers()
    {
        float[] places = Draw.Normal(4, 2 * 2111, 20);
        foreach (Func<int, Repulsion> method in Methods)
        {
            (float[] expected, double sum) = Run(method(2111), places, Workers.Single);
            foreach (int count in new[] { 2, 3, 7 })
            {
                using Workers workers = new(count);
                (float[] forces, double normaliser) = Run(method(2111), places, workers);
                Close.Identical(expected, forces, $"{count} workers");
                Assert.Equal(sum, normaliser);
            }
        }
    }

    [Fact]
    public void AnyMethod_AfterTheFirstCall_AllocatesNothing()
    {
        FloatBuffer places = MapOracle.Buffer(Draw.Normal(5, 2 * 500, 3)), forces = new(1000);
        foreach (Func<int, Repulsion> method in Methods)
        {
            Repulsion repulsion = method(500);
            Assert.Equal(0, Allocation.Least(() => repulsion.Compute(places, forces, Workers.Single)));
        }
    }

    [Fact]
    public void PointsInOnePlace_DoNotRepelEachOther()
    {
        foreach (Func<int, Repulsion> method in Methods)
        {
            (float[] forces, double normaliser) = Run(method(100), [.. Enumerable.Repeat(2.5f, 200)], Workers.Single);
            Close.Equal(new double[200], forces, 1e-4, 0, method(100).GetType().Name);
            Close.Equal([9900], [normaliser], 0, 1e-5, method(100).GetType().Name);
        }
    }

    [Fact]
    public void PlacesOfAnotherNumber_AreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ExactRepulsion(3).Compute(new FloatBuffer(5), new FloatBuffer(6), Workers.Single));
        Assert.StartsWith("Received 5 floats, expected 6, two for each of 3 points.", error.Message, StringComparison.Ordinal);
    }

    private static (float[] Forces, double Normaliser) Run(Repulsion repulsion, float[] places, Workers workers)
    {
        FloatBuffer forces = new(places.Length);
        double normaliser = repulsion.Compute(MapOracle.Buffer(places), forces, workers);
        return (forces.Span.ToArray(), normaliser);
    }
}

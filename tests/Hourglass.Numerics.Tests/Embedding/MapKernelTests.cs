using Hourglass.Testing;

namespace Hourglass.Numerics.Tests;

public class MapKernelTests
{
    private const int Count = 60;

    [Theory]
    [ClassData(typeof(Widths))]
    public void Gradient_EqualsDifferencesOfTheDivergence(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        SparseRows affinities = MapOracle.Affinities(Count, 1);
        float[] places = Draw.Normal(2, 2 * Count, 3);
        FloatBuffer at = MapOracle.Buffer(places), gradient = new(places.Length);
        foreach (double factor in new[] { 1.0, 12 })
        {
            double normaliser = new ExactRepulsion(Count).Compute(at, gradient, Workers.Single);
            MapKernel.Gradient(affinities, at, gradient, normaliser, factor, gradient, Workers.Single);

            double[] variable = places.Doubles();
            double[] expected = GradientCheck.Differences(variable, () => MapOracle.Loss(affinities, variable, factor));
            Close.Equal(expected, gradient.Span, 1e-7, 1e-4, $"factor {factor}");
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Divergence_EqualsTheOracle(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        SparseRows affinities = MapOracle.Affinities(Count, 3);
        float[] places = Draw.Normal(4, 2 * Count, 10);
        FloatBuffer at = MapOracle.Buffer(places);
        double normaliser = MapOracle.Repel(places.Doubles()).Normaliser;

        double divergence = MapKernel.Divergence(affinities, at, new double[Count], Workers.Single) + Math.Log(normaliser);

        Close.Equal([MapOracle.Loss(affinities, places.Doubles())], [divergence], 0, 1e-5, "divergence");
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Descend_FollowsItsFormula(SimdWidth width)
    {
        using Simd.Scope scope = Simd.Use(width);
        const int Length = 2 * 37;
        float[] gradient = Draw.Normal(5, Length), places = Draw.Normal(6, Length), velocity = Draw.Normal(7, Length), gains = Draw.Uniform(8, Length, 0.005, 2);
        FloatBuffer p = MapOracle.Buffer(places), v = MapOracle.Buffer(velocity), g = MapOracle.Buffer(gains);

        MapKernel.Descend(new MapStep(0.3f, 0.8f), MapOracle.Buffer(gradient), p, v, g, Workers.Single);

        double[] gain = [.. gains.Select((old, i) => Math.Max(gradient[i] * velocity[i] < 0 ? old + 0.2 : old * 0.8, 0.01))];
        double[] step = [.. velocity.Select((old, i) => (0.8 * old) - (0.3 * gain[i] * gradient[i]))];
        Close.Equal(gain, g.Span, 0, 1e-6, "gains");
        Close.Equal(step, v.Span, 1e-6, 1e-6, "steps");
        Close.Equal(places.Select((old, i) => old + step[i]).ToArray(), p.Span, 1e-6, 1e-6, "places");
    }

    [Fact]
    public void Kernels_HaveTheSameBitsForAnyNumberOfWorkers()
    {
        const int Many = 3001;
        SparseRows affinities = MapOracle.Affinities(700, 9);
        float[] places = Draw.Normal(10, 1400, 5), many = Draw.Normal(11, 2 * Many);
        (float[] Gradient, double Divergence, float[] Step) Run(Workers workers)
        {
            FloatBuffer at = MapOracle.Buffer(places), gradient = MapOracle.Buffer(places), step = MapOracle.Buffer(many);
            MapKernel.Gradient(affinities, at, gradient, 1000, 1, gradient, workers);
            double divergence = MapKernel.Divergence(affinities, at, new double[700], workers);
            MapKernel.Descend(new MapStep(0.1f, 0.5f), MapOracle.Buffer(many), step, MapOracle.Buffer(many), MapOracle.Buffer(many), workers);
            return (gradient.Span.ToArray(), divergence, step.Span.ToArray());
        }

        (float[] expected, double divergence, float[] step) = Run(Workers.Single);
        foreach (int count in new[] { 2, 3, 7 })
        {
            using Workers workers = new(count);
            (float[] actual, double other, float[] otherStep) = Run(workers);
            Close.Identical(expected, actual, "gradient");
            Close.Identical(step, otherStep, "step");
            Assert.Equal(divergence, other);
        }
    }
}

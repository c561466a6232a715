using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public class TsneTests
{
    private static readonly TsneMethod[] Methods = [TsneMethod.Exact, TsneMethod.BarnesHut, TsneMethod.Fft];

    [Fact]
    public void Divergence_EqualsTheDefinition()
    {
        // With perplexity 13 all 39 others are neighbours, so nothing is left out.
        const int Count = 40;
        Points points = new(Draw.Normal(1, Count * 5), 5), places = new(Draw.Normal(2, Count * 2, 4), 2);

        double divergence = TsneOracle.Measured(points, places, 13);

        // The search for the perplexity ends at 1e-5 in the entropy; single precision.
        Assert.Equal(TsneOracle.Divergence(points, places, 13), divergence, 1e-4);
    }

    [Fact]
    public void Fit_OfThreeClusters_KeepsThemApart_ByAnyMethod()
    {
        (Points points, int[] owners) = Clusters(90);
        double exact = 0;
        foreach (TsneMethod method in Methods)
        {
            TsneMap map = TsneOracle.Fit(points, new TsneOptions { Perplexity = 15, Method = method });

            Neighbors nearest = TsneOracle.Nearest(map.Places, map.Places, 6);
            for (int i = 0; i < points.Count; i++) Assert.All(nearest.Indices(i).ToArray(), other => Assert.Equal(owners[i], owners[other]));
            Assert.Equal((method, 1000, true), (map.Method, map.Iterations, map.IsComplete));
            Assert.Equal(map.KlDivergence, TsneOracle.Measured(points, map.Places, 15), 1e-9);
            if (method == TsneMethod.Exact) exact = map.KlDivergence;

            // Small maps end in slightly different places; none may be much worse.
            Assert.InRange(map.KlDivergence, 0.9 * exact, 1.1 * exact);
        }
    }

    [Fact]
    public void Fit_HasTheSameBitsForAnyNumberOfWorkers()
    {
        Points points = new(Draw.Normal(3, 700 * 6), 6);
        foreach (TsneMethod method in Methods)
        {
            TsneOptions options = new() { Iterations = 60, ExaggerationIterations = 30, Method = method };
            TsneMap expected = TsneOracle.Fit(points, options);
            foreach (int count in new[] { 2, 3, 7 })
            {
                using Workers workers = new(count);
                TsneMap map = TsneOracle.Fit(points, options, workers);
                Close.Identical(expected.Places.Values, map.Places.Values, $"{method}, {count} workers");
                Assert.Equal(expected.KlDivergence, map.KlDivergence);
            }
        }
    }

    [Fact]
    public void Fit_FromRandomPlaces_DependsOnTheSeedAlone()
    {
        Points points = new(Draw.Normal(4, 100 * 4), 4);
        TsneOptions options = new() { Perplexity = 10, Iterations = 20, Initialization = TsneInitialization.Random, Seed = 1 };

        float[] first = TsneOracle.Fit(points, options).Places.Values.ToArray();

        Close.Identical(first, TsneOracle.Fit(points, options).Places.Values, "same seed");
        Assert.NotEqual(first, TsneOracle.Fit(points, options with { Seed = 2 }).Places.Values.ToArray());
    }

    [Fact]
    public void Fit_WhenCancelled_ReturnsTheMapSoFar()
    {
        using CancellationTokenSource stop = new();
        Recorder progress = new(report =>
        {
            if (report.Iteration == 100) stop.Cancel();
        });

        TsneMap map = Tsne.Fit(new Points(Draw.Normal(5, 300), 3), new TsneOptions { Perplexity = 10 }, Workers.Single, progress, stop.Token);

        Assert.Equal((100, false), (map.Iterations, map.IsComplete));
        Assert.Equal(100, map.Places.Count);
        Assert.True(double.IsFinite(map.KlDivergence));
        Assert.Equal([50, 100], progress.Reports.Select(static report => report.Iteration));
        Assert.All(progress.Reports, static report => Assert.True(report is { Iterations: 1000, KlDivergence: > 0, GradientNorm: > 0 }));
    }

    [Fact]
    public void Fit_CancelledBeforeTheFirstStep_Throws() => Assert.ThrowsAny<OperationCanceledException>(
        () => Tsne.Fit(new Points(Draw.Normal(6, 300), 3), new TsneOptions { Perplexity = 10 }, Workers.Single, null, new CancellationToken(true)));

    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 4)]
    [InlineData(12, 11)]
    [InlineData(40, 30)]
    public void Fit_OfFewPoints_WithAnyPossiblePerplexity_Ends(int count, double perplexity)
    {
        foreach (TsneMethod method in Methods)
        {
            TsneMap map = TsneOracle.Fit(new Points(Draw.Normal(7, count * 3), 3), new TsneOptions { Perplexity = perplexity, Method = method });
            map.Places.EnsureFinite("places");
            Assert.True(double.IsFinite(map.KlDivergence));
        }
    }

    [Fact]
    public void Fit_OfPointsThatAreAllThere_Twice_KeepsTwinsTogether()
    {
        float[] once = Draw.Normal(8, 60 * 4);
        Points points = new([.. once, .. once], 4);

        TsneMap map = TsneOracle.Fit(points, new TsneOptions { Perplexity = 10 });

        map.Places.EnsureFinite("places");
        double extent = map.Places.Values.ToArray().Max();
        for (int i = 0; i < 60; i++)
            Assert.True(Math.Abs(map.Places[i][0] - map.Places[i + 60][0]) + Math.Abs(map.Places[i][1] - map.Places[i + 60][1]) < 0.2 * extent);
    }

    [Fact]
    public void Fit_OfPointsThatAreAllTheSame_StaysFinite() =>
        TsneOracle.Fit(new Points([.. Enumerable.Repeat(3f, 200)], 4), new TsneOptions { Perplexity = 5 }).Places.EnsureFinite("places");

    [Fact]
    public void Fit_OfOneDimension_Works() =>
        TsneOracle.Fit(new Points(Draw.Normal(9, 50), 1), new TsneOptions { Perplexity = 5 }).Places.EnsureFinite("places");

    [Fact]
    public void Fit_OfBadPoints_SaysWhatIsWrong()
    {
        TsneOptions options = new();
        Refuses(new Points(3, 2), options, "Received 3 points, expected 4 or more");
        Refuses(new Points(Draw.Normal(10, 60), 2), options, "Received perplexity 30 for 30 points, expected at most 29");
        Refuses(new Points([1, 2, 3, float.NaN, 5, 6, 7, 8, 9, 10], 2), options with { Perplexity = 2 }, "Received NaN in point 1, dimension 1");

        static void Refuses(Points points, TsneOptions options, string start) =>
            Assert.StartsWith(start, Assert.Throws<ArgumentException>(() => TsneOracle.Fit(points, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithBadOptions_NamesThemAll()
    {
        TsneOptions options = new()
        {
            Perplexity = 0.5,
            Iterations = 0,
            Exaggeration = double.NaN,
            ExaggerationIterations = -1,
            LearningRate = 0,
            Angle = 2,
        };

        SpecException error = Assert.Throws<SpecException>(() => TsneOracle.Fit(new Points(10, 2), options));

        Assert.Equal(
            ["perplexity", "iterations", "exaggeration", "exaggerationIterations", "learningRate", "angle"], error.Problems.Select(static problem => problem.Path));
    }

    [Fact]
    public void Fit_WithAHugeLearningRate_ScattersThePoints_AndTheDivergenceShowsIt()
    {
        Points points = TsneTests.Clusters(90).Points;
        TsneOptions options = new() { Perplexity = 15, Method = TsneMethod.Exact };

        TsneMap map = TsneOracle.Fit(points, options with { LearningRate = 1e9, Exaggeration = 1e6 });

        map.Places.EnsureFinite("places");
        Assert.True(map.KlDivergence > 5 * TsneOracle.Fit(points, options).KlDivergence);
    }

    [Theory]
    [InlineData(1000, 250.0 / 3)]
    [InlineData(100, 50.0)]
    [InlineData(20, 10.0)]
    public void LearningRate_UnlessGiven_GoesByTheNumberOfPoints(int count, double expected)
    {
        TsneMap map = TsneOracle.Fit(new Points(Draw.Normal(12, count * 2), 2), new TsneOptions { Perplexity = 5, Iterations = 1 });
        Assert.Equal(expected, map.LearningRate, 1e-9);
    }

    internal static (Points Points, int[] Owners) Clusters(int count)
    {
        float[] values = Draw.Normal(13, count * 8);
        int[] owners = [.. Enumerable.Range(0, count).Select(static i => i % 3)];
        for (int i = 0; i < count; i++) values[(8 * i) + owners[i]] += 20;
        return (new Points(values, 8), owners);
    }

    private sealed class Recorder(Action<TsneProgress> act) : IProgress<TsneProgress>
    {
        public List<TsneProgress> Reports { get; } = [];

        public void Report(TsneProgress value)
        {
            Reports.Add(value);
            act(value);
        }
    }
}

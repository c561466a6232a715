using Hourglass.Networks;
using Hourglass.Numerics;
using Hourglass.Testing;

namespace Hourglass.Learning.Tests;

public sealed class TsneMapTests : IDisposable
{
    private static readonly Lazy<TsneMap> Drawn = new(static () => TsneOracle.Fit(TsneTests.Clusters(150).Points, new TsneOptions { Perplexity = 15 }));

    private readonly string _folder = Directory.CreateTempSubdirectory("hourglass-map-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Place_OfNewPointsOfAClass_IsAmongThatClass()
    {
        (Points points, int[] owners) = TsneTests.Clusters(240);
        Points fresh = points.Subset([.. Enumerable.Range(150, 90)]);

        Points places = TsneOracle.Place(Drawn.Value, fresh, new TsnePlacement(), Workers.Single);

        Neighbors nearest = TsneOracle.Nearest(Drawn.Value.Places, places, 3);
        for (int i = 0; i < fresh.Count; i++) Assert.All(nearest.Indices(i).ToArray(), other => Assert.Equal(owners[150 + i], owners[other]));
    }

    [Fact]
    public void Place_GoesDownTheDivergenceOfThePoint()
    {
        Points fresh = TsneTests.Clusters(160).Points.Subset([150, 151, 152, 153]);
        Points start = TsneOracle.Place(Drawn.Value, fresh, new TsnePlacement(Iterations: 0), Workers.Single);
        Points end = TsneOracle.Place(Drawn.Value, fresh, new TsnePlacement(Iterations: 1000), Workers.Single);
        for (int i = 0; i < fresh.Count; i++)
        {
            double at = Loss(fresh, i, end[i][0], end[i][1]);
            Assert.True(at < Loss(fresh, i, start[i][0], start[i][1]));

            // Nowhere near is better by more than the grid errs.
            foreach ((float x, float y) in new[] { (0.3f, 0f), (-0.3f, 0), (0, 0.3f), (0, -0.3f) })
                Assert.True(at < Loss(fresh, i, end[i][0] + x, end[i][1] + y) + 0.01);
        }
    }

    [Fact]
    public void Place_OfAPoint_DependsOnNothingElse()
    {
        Points fresh = TsneTests.Clusters(180).Points.Subset([.. Enumerable.Range(150, 30)]);
        Points all = TsneOracle.Place(Drawn.Value, fresh, new TsnePlacement(), Workers.Single);
        Close.Identical(all[7], TsneOracle.Place(Drawn.Value, fresh.Subset([7]), new TsnePlacement(), Workers.Single).Values, "alone");
        foreach (int count in new[] { 2, 3, 7 })
        {
            using Workers workers = new(count);
            Close.Identical(all.Values, TsneOracle.Place(Drawn.Value, fresh, new TsnePlacement(), workers).Values, $"{count} workers");
        }
    }

    [Fact]
    public void Load_OfWhatWasSaved_GivesTheSameMap()
    {
        string path = Path.Combine(_folder, "map.safetensors");
        Drawn.Value.Save(path);

        TsneMap map = TsneMap.Load(path);

        Close.Identical(Drawn.Value.Places.Values, map.Places.Values, "places");
        Close.Identical(Drawn.Value.Inputs.Values, map.Inputs.Values, "points");
        Assert.Equal(
            (Drawn.Value.Options, Drawn.Value.Method, Drawn.Value.LearningRate, Drawn.Value.KlDivergence, Drawn.Value.Iterations),
            (map.Options, map.Method, map.LearningRate, map.KlDivergence, map.Iterations));
        Points fresh = new(Draw.Normal(1, 8), 8);
        Close.Identical(TsneOracle.Place(Drawn.Value, fresh, new TsnePlacement(), Workers.Single).Values, TsneOracle.Place(map, fresh, new TsnePlacement(), Workers.Single).Values, "placed");
    }

    [Fact]
    public void Load_OfWhatIsNoMap_SaysWhatIsMissing()
    {
        string path = Path.Combine(_folder, "other.safetensors");
        SafeTensor places = SafeTensor.Floats("places", [2, 2], new float[] { 1, 2, 3, 4 }), points = SafeTensor.Floats("points", [3, 1], new float[] { 1, 2, 3 });
        Dictionary<string, string> Metadata(string json) => new() { ["hourglass.map"] = json };
        const string Record = """{"options":{},"method":"fft","learningRate":50,"klDivergence":1,"iterations":10}""";

        Refuses([places, points], null, "found no 'hourglass.map' in the metadata");
        Refuses([places, points], Metadata("{}"), "found a map whose 'hourglass.map' is not valid");
        Refuses([places], Metadata(Record), "found no tensor \"points\"");
        Refuses([places, points], Metadata(Record), "found 2 places of 2 numbers for 3 points, expected one of 2 for each.");
        Refuses([SafeTensor.Floats("places", [2], new float[] { 1, 2 }), points], Metadata(Record), "found tensor 'places' of shape [2]");

        void Refuses(SafeTensor[] tensors, Dictionary<string, string>? metadata, string message)
        {
            using (FileStream stream = File.Create(path)) SafetensorsFile.Write(stream, tensors, metadata);
            string received = Assert.Throws<InvalidDataException>(() => TsneMap.Load(path)).Message;
            Assert.True(received.Contains(message, StringComparison.Ordinal), received);
        }
    }

    [Fact]
    public void Place_OfWhatDoesNotFit_IsRefused()
    {
        TsneMap map = Drawn.Value;
        Assert.Throws<ArgumentException>(() => TsneOracle.Place(map, new Points(1, 7), new TsnePlacement(), Workers.Single));
        Assert.Throws<ArgumentException>(() => TsneOracle.Place(map, new Points(1, 8), new TsnePlacement(Perplexity: 151), Workers.Single));
        SpecException error = Assert.Throws<SpecException>(() => TsneOracle.Place(map, new Points(1, 8), new TsnePlacement(0, -1, 0), Workers.Single));
        Assert.Equal(["perplexity", "iterations", "learningRate"], error.Problems.Select(static problem => problem.Path));
    }

    /// <summary>The divergence of a new point's affinities from its similarities to all points of the map.</summary>
    private static double Loss(Points fresh, int point, double x, double y)
    {
        TsneMap map = Drawn.Value;
        Neighbors found = TsneOracle.Nearest(map.Inputs, fresh, 15);
        float[] p = new float[15];
        PerplexityKernel.Run(found.Distances(point), 15, 5, p, Workers.Single);
        double Similarity(int i) => 1 / (1 + Math.Pow(x - map.Places[i][0], 2) + Math.Pow(y - map.Places[i][1], 2));
        double normaliser = Enumerable.Range(0, map.Places.Count).Sum(Similarity), loss = 0;
        int[] neighbors = found.Indices(point).ToArray();
        for (int i = 0; i < p.Length; i++)
            if (p[i] > 0) loss += p[i] * Math.Log(p[i] * normaliser / Similarity(neighbors[i]));
        return loss;
    }
}

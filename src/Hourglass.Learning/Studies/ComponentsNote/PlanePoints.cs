using System.Globalization;
using System.Text;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Points of the plane, standardised: those of the note where the user has them, otherwise fifty drawn around two axes.</summary>
internal sealed class PlanePoints
{
    /// <summary>What principal components are known to reach on the points of the note: squared error per point, variances, angle in degrees.</summary>
    public const double KnownError = 0.26446965, KnownFirst = 1.73553, KnownSecond = 0.26447, KnownAngle = 45;

    private const int Drawn = 50;
    private const double LongAxis = 1.5, ShortAxis = 0.55, Turn = Math.PI / 4, CenterX = 4, CenterY = 5;

    private readonly StudyBench _bench;

    private PlanePoints(StudyBench bench, DataSpec spec, bool areOfNote)
    {
        (_bench, Spec, AreOfNote) = (bench, spec, areOfNote);
        Split = bench.Data.Open(spec, bench.Seed);
        Components = Pca.Fit(Split.Train, new PcaOptions(2), bench.Workers);
    }

    /// <summary>Gets the data; they are tested on the points of the training.</summary>
    public DataSpec Spec { get; }

    /// <summary>Gets whether they are those of the note, of which figures are known.</summary>
    public bool AreOfNote { get; }

    public DataSplit Split { get; }

    /// <summary>Gets both principal components.</summary>
    public Pca Components { get; }

    /// <summary>Gets the squared error per point that the first component leaves.</summary>
    public double Error => Components.ExplainedVariance[1];

    /// <summary>Gets where the points come from, in a sentence.</summary>
    public string Origin => AreOfNote
        ? Phrase.Of($"The {Split.Train.Count} points of the note, standardised.")
        : Phrase.Of($"{Split.Train.Count} points drawn around two axes, standardised; the points of the note are taken where the folder of data holds them as ex7/ex7data1.mat.");

    /// <summary>Opens the points.</summary>
    public static PlanePoints Open(StudyBench bench)
    {
        string[] places = bench.Data.Own is { } own ? [Path.Combine(own, "ex7", "ex7data1.mat"), Path.Combine(own, "ex7data1.mat")] : [];
        if (Array.Find(places, File.Exists) is { } file) return new PlanePoints(bench, SpecOf(new DataFile(file, Variable: "X")), areOfNote: true);
        string drawn = Path.GetFullPath(Path.Combine(bench.Path, "points.csv"));
        AtomicFile.Write(drawn, static stream => stream.Write(Encoding.ASCII.GetBytes(Draw())));
        return new PlanePoints(bench, SpecOf(new DataFile(drawn)), areOfNote: false);
    }

    /// <summary>Describes a training whose every step sees all points.</summary>
    public Recipe Recipe(string model, ModelOptions options, double learningRate, int steps) => _bench.Recipe(
        model,
        options with { Reduction = LossReduction.Sum },
        new TrainingOptions { Epochs = steps, Batch = Split.Train.Count, Optimizer = new AdamSpec(learningRate) },
        Spec);

    /// <summary>Gathers what can be drawn of a model of the points.</summary>
    public ReportPlane PlaneOf(StudyRun run) => new PlaneReport(run.Network, Split, Components, _bench.Workers).Build()!;

    /// <summary>Draws the errors of trainings over their steps, and that of the first component.</summary>
    public LineChart LossChart(IReadOnlyList<StudyRun> runs, string description)
    {
        double[] ends = [1, runs.Max(static run => run.Result.Epochs)];
        IEnumerable<ChartSeries> trained = runs.Select(static run => new ChartSeries(
            run.Name, [.. run.History.Select(static epoch => (double)epoch.Epoch)], [.. run.History.Select(static epoch => epoch.Loss)]));
        return new LineChart
        {
            Description = description,
            Series = [new ChartSeries(Phrase.Of("first component"), ends, [Error, Error]), .. trained],
            XName = Phrase.Of("step"),
            YName = Phrase.Of("squared error per point"),
            Logarithmic = true,
        };
    }

    private static DataSpec SpecOf(DataFile file) => DataSpec.Of(file with { TestShare = 0, Scale = ScaleKind.Standardize }) with { Validation = 0 };

    private static string Draw()
    {
        RandomKey key = new(7);
        StringBuilder text = new("x1,x2\n");
        for (int i = 0; i < Drawn; i++)
        {
            double along = LongAxis * key.Normal(2 * i), across = ShortAxis * key.Normal((2 * i) + 1);
            double x = CenterX + (Math.Cos(Turn) * along) - (Math.Sin(Turn) * across), y = CenterY + (Math.Sin(Turn) * along) + (Math.Cos(Turn) * across);
            text.Append(CultureInfo.InvariantCulture, $"{x:F6},{y:F6}\n");
        }

        return text.ToString();
    }
}

using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A finished run of a study.</summary>
internal sealed class StudyRun(string name, RunFolder folder, Recipe recipe, RunResult result, DataSplit split, StudyBench bench)
{
    private readonly Lazy<Network> _network = new(() => ModelFile.Load(folder.ModelFile));
    private MeasureSubject? _subject;

    /// <summary>Gets its name within the study.</summary>
    public string Name => name;

    public RunFolder Folder => folder;

    public Recipe Recipe => recipe;

    public RunResult Result => result;

    /// <summary>Gets the data, without what the model was taught to answer them with.</summary>
    public DataSplit Split => split;

    public Network Network => _network.Value;

    /// <summary>Gets the epochs.</summary>
    public IReadOnlyList<EpochRecord> History => folder.ReadHistory();

    /// <summary>Gets a figure of the result, such as <see cref="FigureNames.TestMse"/>; not a number where the run has none.</summary>
    public double this[string figure] => result.Figures.Find(figure) ?? double.NaN;

    /// <summary>Gets the mean squared error per pixel on the test set.</summary>
    public double Mse => this[FigureNames.TestMse];

    /// <summary>Gets the squared error per image on the test set.</summary>
    public double Sse => this[FigureNames.TestSsePerImage];

    /// <summary>Measures the model, or takes what was measured before.</summary>
    public RunFigures Measure(Measure measure) => Measurements.Open(folder).Get(measure, Subject, bench.Cancellation);

    /// <summary>Gets the share of test samples whose class the nearest codes of the training set miss.</summary>
    /// <param name="neighbors">How many vote.</param>
    public double KnnError(int neighbors = 10) => Measure(new NeighborError(neighbors))[FigureNames.TestKnnErrorRate];

    /// <summary>Reconstructs images.</summary>
    public ImageBatch Reconstruct(ImageBatch images) => new(images.Shape, new Inference(Network, bench.Workers).Reconstruct(images.Pixels.Span));

    /// <summary>Decodes codes that lie one after the other.</summary>
    public ImageBatch Decode(float[] codes) => new(split.Test.Shape, new Inference(Network, bench.Workers).Decode(codes));

    /// <summary>Encodes samples.</summary>
    public Points Encode(IDataset set) => Representations.Encode(Network, set, bench.Workers);

    /// <summary>Gets the weights of the first units of the first layer that learns, a dense one, as images.</summary>
    /// <param name="most">The most units.</param>
    public ImageBatch Filters(int most)
    {
        Parameter weight = Network.Parameters.All.First(static parameter => parameter.Info.Kind == ParameterKind.Weight);
        float[] values = ParameterSet.Export(weight, Network.Parameters.Values);
        int size = split.Test.Shape.Size;
        return new ImageBatch(split.Test.Shape, values.AsMemory(0, Math.Min(most, values.Length / size) * size));
    }

    /// <summary>Asks the doctor.</summary>
    public IReadOnlyList<Finding> Examine() => Doctor.Examine(new TrainedRun(recipe, Network, split, History, result), bench.Workers);

    private MeasureSubject Subject => _subject ??= new(Network, recipe.Data with { Target = TargetKind.Input, Partners = null }, split, recipe.Training.Seed, bench.Workers, bench.Time);
}

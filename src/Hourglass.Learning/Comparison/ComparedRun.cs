using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>A finished run beside others.</summary>
public sealed record ComparedRun
{
    /// <summary>Gets what the run is called in the comparison.</summary>
    public required string Name { get; init; }

    /// <summary>Gets its recipe.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Gets its result.</summary>
    public required RunResult Result { get; init; }

    /// <summary>Gets the size of its model file in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Gets what was measured of its model beside the result.</summary>
    public RunFigures Measured { get; init; } = new([]);

    /// <summary>Gets what its model makes of the comparison's images; null where it does not answer with images.</summary>
    public ImageBatch? Reconstructions { get; init; }

    /// <summary>Gets the model's name, by which runs make up a series.</summary>
    public string Family => Recipe.Model.Name;

    /// <summary>Finds a figure of the result or of what was measured; null where the run has none.</summary>
    /// <param name="name">Its name, one of <see cref="FigureNames"/>.</param>
    public double? Find(string name) => Result.Figures.Find(name) ?? Measured.Find(name);

    /// <summary>Reads a run and measures what is not known of it yet.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="folder">The run.</param>
    /// <param name="split">Its data.</param>
    /// <param name="measures">What to measure; a measure that cannot be taken of this run is left out, of a diverged run all.</param>
    /// <param name="images">Images to reconstruct; null for none.</param>
    /// <param name="workers">The team.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <param name="cancellation">Ends a long measurement; what was measured is kept.</param>
    /// <exception cref="InvalidDataException">The run is not finished, or a file is not what it should be.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read or written.</exception>
    public static ComparedRun Read(
        string name,
        RunFolder folder,
        DataSplit split,
        IReadOnlyList<Measure> measures,
        ImageBatch? images,
        Workers workers,
        TimeProvider? time = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(measures);
        Recipe recipe = folder.ReadRecipe();
        RunResult result = ReadResult(folder);
        Network network = ModelFile.Load(folder.ModelFile);
        Measurements measurements = Measurements.Open(folder);
        MeasureSubject subject = new(network, recipe.Data, split, recipe.Training.Seed, workers, time);
        return new ComparedRun
        {
            Name = name,
            Recipe = recipe,
            Result = result,
            ModelBytes = new FileInfo(folder.ModelFile).Length,
            Measured = new RunFigures(measures
                .Where(measure => result.Outcome != RunResult.Diverged && measure.WhyNot(subject) is null)
                .SelectMany(measure => measurements.Get(measure, subject, cancellation))),
            Reconstructions = images is not null && recipe.Model.OutputShape.Size == images.Shape.Size
                ? new ImageBatch(images.Shape, new Inference(network, workers).Reconstruct(images.Pixels.ToArray()))
                : null,
        };
    }

    private static RunResult ReadResult(RunFolder folder)
    {
        RunResult? result = File.Exists(folder.ResultFile) && File.Exists(folder.ModelFile)
            ? RunResultJson.Read(File.ReadAllText(folder.ResultFile), folder.ResultFile)
            : null;
        return result is { Outcome: not RunResult.Cancelled }
            ? result
            : throw new InvalidDataException(Phrase.Of($"{folder.Path}: this run is not finished, expected one that is. Finish it with 'hourglass resume'."));
    }
}

using System.Text.Json.Serialization;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Describes data of one's own: a file or a folder, and how it is read.</summary>
/// <remarks>Paths are absolute, so that a run folder can be moved while its data stay where they are.</remarks>
/// <param name="Path">A file of arrays (MAT, NPY, NPZ, safetensors), a table (CSV, TSV), IDX images or a folder of PNG pictures. A folder with the
/// folders <c>train</c> and <c>test</c> holds both sets.</param>
/// <param name="Variable">The array of a file that holds several; null, the default, for the only one.</param>
/// <param name="Labels">The classes: the array of a file, the name or number of a column, or the absolute path of a file of classes. Null, the
/// default, for none; in a folder of pictures, classes are its folders.</param>
/// <param name="Test">The test set, read as the training set; null, the default, to hold back a part.</param>
/// <param name="TestShare">The part that is held back as the test set where <paramref name="Test"/> names none: the same samples for every seed
/// and each class by its share. 0 measures on the training set itself. The default is a sixth, that of MNIST of 10,000 to 60,000.</param>
/// <param name="Shape">The shape of a sample; null, the default, to take it from the array: samples x features, samples x height x width, or
/// samples x height x width x channels.</param>
/// <param name="Scale">How features are scaled. The default is not at all.</param>
/// <param name="Header">Whether the first line of a table names its columns; null, the default, to find out.</param>
/// <param name="Fingerprint">What the data were when training began; null where that is not known.</param>
public sealed record DataFile(
    string Path,
    string? Variable = null,
    string? Labels = null,
    string? Test = null,
    double TestShare = DataFile.DefaultTestShare,
    [property: JsonConverter(typeof(ShapeConverter))] Shape? Shape = null,
    ScaleKind Scale = ScaleKind.None,
    bool? Header = null,
    string? Fingerprint = null)
{
    /// <summary>The part that is held back as the test set where nothing else is said.</summary>
    public const double DefaultTestShare = 1.0 / 6;

    /// <summary>Gets the scaling to apply in place of one fitted to these data; null, the default, to fit one.</summary>
    [JsonIgnore]
    public Scaling? Fitted { get; init; }

    /// <summary>Finds everything that is wrong with this description.</summary>
    /// <param name="path">Where it stands, as in <c>data.file</c>.</param>
    internal IEnumerable<SpecProblem> Validate(string path)
    {
        if (!System.IO.Path.IsPathFullyQualified(Path)) yield return new($"{path}.path", Phrase.Of($"received '{Path}', expected an absolute path."));
        if (Test is not null && !System.IO.Path.IsPathFullyQualified(Test)) yield return new($"{path}.test", Phrase.Of($"received '{Test}', expected an absolute path."));
        if (!(TestShare is >= 0 and < 1)) yield return new($"{path}.testShare", Phrase.Of($"received {TestShare}, expected 0 or more and less than 1: the part that is held back."));
        if (Shape is { } shape && !(shape is { Channels: > 0, Height: > 0, Width: > 0 } && (long)shape.Channels * shape.Height <= SpecLimits.Features / shape.Width))
            yield return new($"{path}.shape", Phrase.Of($"received {shape.Height} x {shape.Width} x {shape.Channels}, expected positive sizes and at most {SpecLimits.Features} features."));
        if (!Enum.IsDefined(Scale)) yield return new($"{path}.scale", Phrase.Of($"received {Scale}, expected {string.Join(", ", SpecNames.All<ScaleKind>())}."));
    }
}

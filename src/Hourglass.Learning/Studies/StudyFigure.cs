using System.Globalization;
using System.Text.Json.Serialization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What a figure of a study is compared with.</summary>
/// <param name="Value">The figure that is known.</param>
/// <param name="Source">Where it is from, in few words.</param>
/// <param name="Kind">What kind of source that is.</param>
/// <param name="Least">The lowest figure of ours that reaches it.</param>
/// <param name="Most">The highest figure of ours that reaches it.</param>
public sealed record StudyReference(double Value, string Source, ReferenceKind Kind, double Least, double Most)
{
    /// <summary>Makes a reference that a figure reaches which is as low or lower.</summary>
    /// <param name="value">The figure that is known.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="kind">What kind of source that is.</param>
    /// <param name="slack">By which part of it ours may be higher, as another seed would be; none by default.</param>
    public static StudyReference AtMost(double value, string source, ReferenceKind kind, double slack = 0) =>
        new(value, source, kind, double.NegativeInfinity, value * (1 + slack));

    /// <summary>Makes a reference that a figure reaches which is no higher than several trainings elsewhere gave, each with its own seed.</summary>
    /// <param name="mean">The mean of their figures.</param>
    /// <param name="deviation">The standard deviation between them. Ours may be higher than the mean by two, as one training of twenty would be.</param>
    /// <param name="source">Where they are from.</param>
    /// <param name="kind">What kind of source that is.</param>
    public static StudyReference AmongSeeds(double mean, double deviation, string source, ReferenceKind kind) =>
        new(mean, source, kind, double.NegativeInfinity, mean + (2 * deviation));

    /// <summary>Makes a reference that a figure reaches which is as high or higher.</summary>
    /// <param name="value">The figure that is known.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="kind">What kind of source that is.</param>
    public static StudyReference AtLeast(double value, string source, ReferenceKind kind) => new(value, source, kind, value, double.PositiveInfinity);

    /// <summary>Makes a reference that a figure reaches which is near it.</summary>
    /// <param name="value">The figure that is known.</param>
    /// <param name="source">Where it is from.</param>
    /// <param name="kind">What kind of source that is.</param>
    /// <param name="distance">How far ours may be off.</param>
    public static StudyReference Within(double value, string source, ReferenceKind kind, double distance) =>
        new(value, source, kind, value - distance, value + distance);
}

/// <summary>Kinds of sources of figures.</summary>
[JsonConverter(typeof(SpecEnumConverter<ReferenceKind>))]
public enum ReferenceKind
{
    /// <summary>A paper or page.</summary>
    Published,

    /// <summary>The same training in PyTorch.</summary>
    [JsonStringEnumMemberName("pytorch")]
    PyTorch,

    /// <summary>A computation without training, such as principal components or a classifier on pixels.</summary>
    Computed,

    /// <summary>What this project has set itself.</summary>
    Goal,
}

/// <summary>A figure that a study is judged by.</summary>
/// <param name="Label">What it is, in few words.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">The unit; empty where there is none. Shares are given in per cent.</param>
/// <param name="Reference">What it is compared with; null for nothing.</param>
public sealed record StudyFigure(string Label, double Value, string Unit = "", StudyReference? Reference = null)
{
    private const int Digits = 4;

    /// <summary>Gets how many decimals are shown; null, the default, for four digits that matter.</summary>
    public int? Decimals { get; init; }

    /// <summary>Gets whether the reference is reached; null where there is none, or where the study did not follow the full protocol.</summary>
    public bool? IsReached { get; init; }

    /// <summary>Judges the figure by its reference.</summary>
    internal StudyFigure Judge() => Reference is { } reference ? this with { IsReached = Value >= reference.Least && Value <= reference.Most } : this;

    /// <summary>Gets the value as it is shown.</summary>
    [JsonIgnore]
    public string Text => Write(Value);

    /// <summary>Gets the reference with as many decimals as the value; empty without one.</summary>
    [JsonIgnore]
    public string ReferenceText => Reference is { } reference ? Write(reference.Value) : "";

    /// <summary>Gets how the figure stands to its reference, in words; empty where it is not judged.</summary>
    [JsonIgnore]
    public string Verdict => (Reference, IsReached) switch
    {
        ({ }, true) => Phrase.Of("reached"),
        ({ }, false) => Phrase.Of($"missed by {Write(Math.Abs(Value - Reference.Value))}"),
        _ => "",
    };

    private string Write(double value) => Decimals is { } decimals
        ? value.ToString($"F{decimals}", CultureInfo.InvariantCulture)
        : Numbers.Aligned(value, Value == 0 || !double.IsFinite(Value) ? value : Math.Abs(Value), Digits);
}

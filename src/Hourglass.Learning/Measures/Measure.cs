using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Hourglass.Learning;

/// <summary>Something that can be measured of a trained model and its codes, with its settings.</summary>
/// <remarks>Equal settings on equal data give equal figures, but for times, which depend on the machine.</remarks>
public abstract record Measure
{
    /// <summary>Gets the name, as files have it.</summary>
    public abstract string Name { get; }

    /// <summary>Gets whether times are among the figures, so that the number of threads is one of the settings.</summary>
    protected virtual bool HasTimes => false;

    /// <summary>Gets whether the training set has a part in the figures, so that the seed of its split is one of the settings.</summary>
    protected virtual bool UsesTraining => false;

    /// <summary>Tells why a model cannot be measured so; null where it can.</summary>
    /// <param name="subject">The model and its data.</param>
    public virtual string? WhyNot(MeasureSubject subject) => null;

    /// <summary>Measures.</summary>
    /// <param name="subject">The model and its data.</param>
    /// <param name="cancellation">Ends a long measurement.</param>
    /// <exception cref="InvalidDataException">The model cannot be measured so; <see cref="WhyNot"/> says why.</exception>
    public RunFigures Run(MeasureSubject subject, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (WhyNot(subject) is { } reason) throw new InvalidDataException($"{subject.Split.Test.Name}: {reason}");
        return new RunFigures(Figures(subject, cancellation));
    }

    /// <summary>Writes all settings as JSON: those of the measure, the data, and the threads where times depend on them.</summary>
    internal string Settings(MeasureSubject subject)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        WriteSettings(writer);
        writer.WritePropertyName("data");
        JsonSerializer.Serialize(writer, Identified(subject), RecipeJsonContext.Default.DataSpec);

        // The same set cut in another way is another training set.
        if (UsesTraining && subject.Split.Validation is not null) writer.WriteNumber("split_seed", subject.SplitSeed);
        if (HasTimes) writer.WriteNumber("threads", subject.Workers.Count);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Says of data of one's own what they are now.</summary>
    private static DataSpec Identified(MeasureSubject subject) =>
        subject.Data.File is { } file ? subject.Data with { File = file with { Fingerprint = subject.Split.Fingerprint } } : subject.Data;

    /// <summary>Measures a model that can be measured so.</summary>
    /// <param name="subject">The model and its data.</param>
    /// <param name="cancellation">Ends a long measurement.</param>
    protected abstract IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation);

    /// <summary>Writes the settings of the measure as properties of the object that a writer is in; none by default.</summary>
    /// <param name="writer">The writer.</param>
    protected virtual void WriteSettings(Utf8JsonWriter writer)
    {
    }
}

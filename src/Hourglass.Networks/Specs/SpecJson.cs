using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hourglass.Networks;

/// <summary>Reads and writes specs as JSON.</summary>
/// <remarks>Comments and trailing commas are welcome; unknown properties, missing ones and values out of range are not, and all of them are
/// named at once with their lines. What is read is valid. The text that is written is UTF-8 with <c>\n</c> line ends and has every
/// default in it, so that it means the same to a later version.</remarks>
public static class SpecJson
{
    /// <summary>Writes a spec as text.</summary>
    /// <param name="spec">A <see cref="ModelSpec"/>, an <see cref="OptimizerSpec"/> or a <see cref="ScheduleSpec"/>.</param>
    /// <exception cref="ArgumentException">The spec is of another type.</exception>
    public static string Write(ISpec spec) => Encoding.UTF8.GetString(Bytes(spec));

    /// <summary>Writes a spec into a stream, which stays open.</summary>
    /// <param name="spec">A <see cref="ModelSpec"/>, an <see cref="OptimizerSpec"/> or a <see cref="ScheduleSpec"/>.</param>
    /// <param name="stream">Receives the text.</param>
    /// <exception cref="ArgumentException">The spec is of another type.</exception>
    public static void Write(ISpec spec, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Bytes(spec));
    }

    /// <summary>Writes a spec into a file, which is replaced as a whole or not at all.</summary>
    /// <param name="spec">A <see cref="ModelSpec"/>, an <see cref="OptimizerSpec"/> or a <see cref="ScheduleSpec"/>.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The spec is of another type.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteFile(ISpec spec, string path)
    {
        byte[] bytes = [.. Bytes(spec), (byte)'\n'];
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Reads a spec from text.</summary>
    /// <typeparam name="T"><see cref="ModelSpec"/>, <see cref="OptimizerSpec"/> or <see cref="ScheduleSpec"/>.</typeparam>
    /// <param name="json">The text.</param>
    /// <param name="source">What messages call the text.</param>
    /// <exception cref="InvalidDataException">The text is not JSON.</exception>
    /// <exception cref="SpecException">The JSON does not describe a valid <typeparamref name="T"/>.</exception>
    public static T Read<T>(string json, string source = "spec")
        where T : class, ISpec => Read(new SpecText(Encoding.UTF8.GetBytes(json), source), TypeOf<T>());

    /// <summary>Reads a spec from a stream, which stays open.</summary>
    /// <typeparam name="T"><see cref="ModelSpec"/>, <see cref="OptimizerSpec"/> or <see cref="ScheduleSpec"/>.</typeparam>
    /// <param name="stream">The text, from here to the end.</param>
    /// <param name="source">What messages call the text.</param>
    /// <exception cref="InvalidDataException">The text is not JSON or larger than 1 MiB.</exception>
    /// <exception cref="SpecException">The JSON does not describe a valid <typeparamref name="T"/>.</exception>
    public static T Read<T>(Stream stream, string source = "spec")
        where T : class, ISpec => Read(stream, TypeOf<T>(), source);

    /// <summary>Reads a spec from a file.</summary>
    /// <typeparam name="T"><see cref="ModelSpec"/>, <see cref="OptimizerSpec"/> or <see cref="ScheduleSpec"/>.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The text is not JSON or larger than 1 MiB.</exception>
    /// <exception cref="SpecException">The JSON does not describe a valid <typeparamref name="T"/>.</exception>
    public static T ReadFile<T>(string path)
        where T : class, ISpec
    {
        using FileStream stream = File.OpenRead(path);
        return Read<T>(stream, path);
    }

    /// <summary>Reads a spec of another assembly, with the same checks and the same messages.</summary>
    /// <typeparam name="T">The spec.</typeparam>
    /// <param name="stream">The text, from here to the end.</param>
    /// <param name="type">The generated metadata of the spec.</param>
    /// <param name="source">What messages call the text.</param>
    /// <exception cref="InvalidDataException">The text is not JSON or larger than 1 MiB.</exception>
    /// <exception cref="SpecException">The JSON does not describe a valid <typeparamref name="T"/>.</exception>
    public static T Read<T>(Stream stream, JsonTypeInfo<T> type, string source)
        where T : class, ISpec
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(type);
        return Read(SpecText.From(stream, source), SpecRegistry.Extend(type));
    }

    private static T Read<T>(SpecText text, JsonTypeInfo<T> type)
        where T : class, ISpec => new SpecReader(text).Read(type);

    private static byte[] Bytes(ISpec spec) => spec switch
    {
        ModelSpec model => JsonSerializer.SerializeToUtf8Bytes(model, TypeOf<ModelSpec>()),
        OptimizerSpec optimizer => JsonSerializer.SerializeToUtf8Bytes(optimizer, TypeOf<OptimizerSpec>()),
        ScheduleSpec schedule => JsonSerializer.SerializeToUtf8Bytes(schedule, TypeOf<ScheduleSpec>()),
        _ => throw new ArgumentException($"Received a {spec.GetType().Name}, expected a model, an optimizer or a schedule.", nameof(spec)),
    };

    private static JsonTypeInfo<T> TypeOf<T>() =>
        typeof(T) == typeof(ModelSpec) || typeof(T) == typeof(OptimizerSpec) || typeof(T) == typeof(ScheduleSpec)
            ? SpecJsonContext.Of<T>()
            : throw new ArgumentException($"Received {typeof(T).Name}, expected ModelSpec, OptimizerSpec or ScheduleSpec.");
}

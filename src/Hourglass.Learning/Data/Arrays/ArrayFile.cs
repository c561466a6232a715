using System.Buffers.Binary;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads arrays of numbers from files of any format that holds some: MAT, NPY, NPZ, safetensors.</summary>
/// <remarks><b>Memory</b> Sizes are checked against the limit and the length of the file before memory is taken.</remarks>
public static class ArrayFile
{
    /// <summary>The most bytes of memory that one array may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = NpyFile.DefaultLimit;

    private const int BufferBytes = 1 << 16;

    /// <summary>Gets the endings of the names of files that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".mat", ".npy", ".npz", ".safetensors"];

    /// <summary>Tells by its ending whether a file is one of arrays.</summary>
    /// <param name="path">The file.</param>
    public static bool IsOne(string path) => Extensions.Contains(Ending(path));

    /// <summary>Lists the arrays of a file.</summary>
    /// <param name="path">The file; its ending says what it is.</param>
    /// <exception cref="ArgumentException">The ending is of another format.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<ArrayEntry> List(string path)
    {
        using FileStream stream = Open(path);
        return List(stream, path);
    }

    /// <summary>Lists the arrays of a file in a stream.</summary>
    /// <param name="stream">The file; seekable, read from its start, left open.</param>
    /// <param name="file">What messages call it; its ending says what it is.</param>
    /// <exception cref="ArgumentException">The ending is of another format.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    public static IReadOnlyList<ArrayEntry> List(Stream stream, string file) => Ending(file) switch
    {
        ".mat" => MatFile.List(stream, file),
        ".npz" => NpzFile.List(stream, file),
        ".npy" => [NpyFile.Describe(stream, file)],
        ".safetensors" => SafetensorsArrays.List(stream, file),
        _ => throw Unknown(file),
    };

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file; its ending says what it is.</param>
    /// <param name="name">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="ArgumentException">The ending is of another format.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NumberArray Read(string path, string? name = null, long limit = DefaultLimit)
    {
        using FileStream stream = Open(path);
        return Read(stream, path, name, limit);
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">The file; seekable, read from its start, left open.</param>
    /// <param name="file">What messages call it; its ending says what it is.</param>
    /// <param name="name">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="ArgumentException">The ending is of another format.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    public static NumberArray Read(Stream stream, string file, string? name = null, long limit = DefaultLimit) => Ending(file) switch
    {
        ".mat" => MatFile.Read(stream, file, name, limit),
        ".npz" => NpzFile.Read(stream, file, name, limit),
        ".npy" => NpyFile.Read(stream, file, limit),
        ".safetensors" => SafetensorsArrays.Read(stream, file, name, limit),
        _ => throw Unknown(file),
    };

    /// <summary>Writes an array as a safetensors file, and labels under the name <c>labels</c>.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="name">The name of the array.</param>
    /// <param name="array">The array.</param>
    /// <param name="labels">The labels; empty, the default, for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteSafetensors(string path, string name, NumberArray array, ReadOnlyMemory<int> labels = default)
    {
        ArgumentNullException.ThrowIfNull(array);
        List<SafeTensor> tensors = [SafeTensor.Floats(name, [.. array.Sizes.Select(static size => (long)size)], array.Values)];
        if (!labels.IsEmpty)
        {
            byte[] bytes = new byte[sizeof(int) * labels.Length];
            for (int i = 0; i < labels.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int) * i), labels.Span[i]);
            tensors.Add(SafeTensor.Bytes("labels", SafeTensorType.I32, [labels.Length], bytes));
        }

        AtomicFile.Write(path, stream => SafetensorsFile.Write(stream, tensors));
    }

    private static string Ending(string path) => Path.GetExtension(path).ToLowerInvariant();

    private static FileStream Open(string path)
    {
        if (!IsOne(path)) throw Unknown(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.RandomAccess);
    }

    private static ArgumentException Unknown(string path) =>
        new($"Received '{path}', expected a file that ends in {string.Join(", ", Extensions)}.", nameof(path));
}

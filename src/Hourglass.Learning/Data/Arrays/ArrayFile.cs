using System.Buffers.Binary;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads arrays of numbers from files of any format that holds some: MAT, NPY, NPZ, safetensors.</summary>
/// <remarks><b>Memory</b> Sizes are checked against the limit and the length of the file before memory is taken.</remarks>
public static class ArrayFile
{
    /// <summary>The most bytes of memory that one array may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = NpyFile.DefaultLimit;

    /// <summary>Gets the endings of the names of files that are read.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".mat", ".npy", ".npz", ".safetensors"];

    /// <summary>Tells by its ending whether a file is one of arrays.</summary>
    /// <param name="path">The file.</param>
    public static bool IsOne(string path) => Extensions.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>Lists the arrays of a file.</summary>
    /// <param name="path">The file; its ending says what it is.</param>
    /// <exception cref="ArgumentException">The ending is of another format.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<ArrayEntry> List(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".mat" => MatFile.List(path),
        ".npz" => NpzFile.List(path),
        ".npy" => [NpyFile.Describe(path)],
        ".safetensors" => SafetensorsArrays.List(path),
        _ => throw Unknown(path),
    };

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file; its ending says what it is.</param>
    /// <param name="name">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="ArgumentException">The ending is of another format.</exception>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NpyArray Read(string path, string? name = null, long limit = DefaultLimit) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".mat" => MatFile.Read(path, name, limit),
        ".npz" => NpzFile.Read(path, name, limit),
        ".npy" => NpyFile.Read(path, limit),
        ".safetensors" => SafetensorsArrays.Read(path, name, limit),
        _ => throw Unknown(path),
    };

    /// <summary>Writes an array as a safetensors file, and labels under the name <c>labels</c>.</summary>
    /// <param name="path">The file, which appears whole or not at all.</param>
    /// <param name="name">The name of the array.</param>
    /// <param name="array">The array.</param>
    /// <param name="labels">The labels; empty, the default, for none.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteSafetensors(string path, string name, NpyArray array, ReadOnlyMemory<int> labels = default)
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

    private static ArgumentException Unknown(string path) =>
        new($"Received '{path}', expected a file that ends in {string.Join(", ", Extensions)}.", nameof(path));
}

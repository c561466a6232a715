namespace Hourglass.Learning;

/// <summary>Reads arrays of numbers from MAT files of version 5, which MATLAB (<c>save -v7</c>, <c>-v6</c>), Octave and SciPy write.</summary>
/// <remarks>
/// <para>Read are full real arrays of all numeric classes and logical ones, little- and big-endian, packed or not. Sparse and complex arrays,
/// cells, structures, texts and objects are named and refused, and do not keep other variables from being read. Files of version 7.3, which
/// are HDF5 files, and of version 4 are refused.</para>
/// <para><b>Shapes</b> MATLAB stores the first dimension innermost; arrays come with the last innermost, as everywhere here.</para>
/// <para><b>Memory</b> Sizes are checked against the limit and the length of the file before memory is taken.</para>
/// <para><b>Source</b> MathWorks, MAT-File Format (Level 5).</para>
/// </remarks>
public static class MatFile
{
    /// <summary>The most bytes of memory that one array may take where nothing else is said: 2 GiB.</summary>
    public const long DefaultLimit = 2L << 30;

    private const int BufferBytes = 1 << 16;

    /// <summary>Lists the variables of a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<ArrayEntry> List(string path)
    {
        using FileStream stream = Open(path);
        return List(stream, path);
    }

    /// <summary>Lists the variables of a file in a stream.</summary>
    /// <param name="stream">The file; seekable, read from its start, left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be; the message says where.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IReadOnlyList<ArrayEntry> List(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return [.. new MatReader(stream, name).Variables().Select(static variable => variable.Entry)];
    }

    /// <summary>Reads an array.</summary>
    /// <param name="path">The file.</param>
    /// <param name="variable">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static NumberArray Read(string path, string? variable = null, long limit = DefaultLimit)
    {
        using FileStream stream = Open(path);
        return Read(stream, path, variable, limit);
    }

    /// <summary>Reads an array from a stream.</summary>
    /// <param name="stream">The file; seekable, read from its start, left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="variable">The name of the array; null, the default, for the only one that can be read.</param>
    /// <param name="limit">The most bytes of memory that it may take.</param>
    /// <exception cref="InvalidDataException">The file is not what it should be, or has no such array; the message says where.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static NumberArray Read(Stream stream, string name, string? variable = null, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        MatReader reader = new(stream, name);
        IReadOnlyList<MatVariable> variables = reader.Variables();
        ArrayEntry chosen = ArrayChoice.Find(name, [.. variables.Select(static candidate => candidate.Entry)], variable);
        return reader.Read(variables.First(candidate => ReferenceEquals(candidate.Entry, chosen)), limit);
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.RandomAccess);
}

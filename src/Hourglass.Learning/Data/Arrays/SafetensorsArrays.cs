using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Reads the tensors of a safetensors file as arrays of floats.</summary>
internal static class SafetensorsArrays
{
    private static string FetchAgain => Phrase.Of("It is damaged or cut short: write it again.");

    public static IReadOnlyList<ArrayEntry> List(Stream stream, string path)
    {
        stream.Position = 0;
        using SafetensorsFile file = SafetensorsFile.Read(stream, path);
        return [.. file.Tensors.Select(Describe)];
    }

    public static NumberArray Read(Stream stream, string path, string? name, long limit)
    {
        stream.Position = 0;
        using SafetensorsFile file = SafetensorsFile.Read(stream, path);
        ArrayEntry[] entries = [.. file.Tensors.Select(Describe)];
        SafeTensorEntry tensor = file.Tensors[Array.IndexOf(entries, ArrayChoice.Find(path, entries, name))];
        long most = Math.Min(limit / sizeof(float), Array.MaxLength);
        if (tensor.Count > most || tensor.Shape.Any(static size => size > int.MaxValue))
        {
            throw BadFile.At(
                path, tensor.Offset, Phrase.Of($"a tensor of {tensor.Count:N0} elements"), Phrase.Of($"at most {most:N0}"), Phrase.Of("Cut it into parts."));
        }

        return new NumberArray([.. tensor.Shape.Select(static size => (int)size)], Numbers(file, stream, path, tensor));
    }

    private static float[] Numbers(SafetensorsFile file, Stream stream, string path, SafeTensorEntry tensor)
    {
        if (FormatOf(tensor.Type) is { } format)
        {
            stream.Position = tensor.Offset;
            return new ByteReader(stream, path, tensor.Length, FetchAgain, tensor.Offset).ReadNumbers(format, (int)tensor.Count, null);
        }

        float[] values = new float[tensor.Count];
        file.ReadFloats(tensor, values);
        return values;
    }

    private static ArrayEntry Describe(SafeTensorEntry tensor) => new(tensor.Name, tensor.Type.ToString(), tensor.Shape, tensor switch
    {
        { Count: 0 } => Phrase.Of("is empty."),
        { Type: SafeTensorType.F8_E4M3 or SafeTensorType.F8_E5M2 } => Phrase.Of($"is of type {tensor.Type}, which is not read. Save it as F32."),
        _ => null,
    });

    /// <summary>Gets how integers and usual floats lie in their bytes; null for the others, which the file itself converts.</summary>
    private static NumberFormat? FormatOf(SafeTensorType type) => type switch
    {
        SafeTensorType.BOOL => new(NumberKind.Boolean, 1),
        SafeTensorType.U8 => new(NumberKind.Unsigned, 1),
        SafeTensorType.I8 => new(NumberKind.Signed, 1),
        SafeTensorType.U16 => new(NumberKind.Unsigned, 2),
        SafeTensorType.I16 => new(NumberKind.Signed, 2),
        SafeTensorType.U32 => new(NumberKind.Unsigned, 4),
        SafeTensorType.I32 => new(NumberKind.Signed, 4),
        SafeTensorType.U64 => new(NumberKind.Unsigned, 8),
        SafeTensorType.I64 => new(NumberKind.Signed, 8),
        SafeTensorType.F16 => new(NumberKind.Float, 2),
        SafeTensorType.F32 => new(NumberKind.Float, 4),
        SafeTensorType.F64 => new(NumberKind.Float, 8),
        _ => null,
    };
}

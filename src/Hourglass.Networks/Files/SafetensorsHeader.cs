using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hourglass.Networks;

/// <summary>The header of a safetensors file: which tensors lie where, and the texts.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafeTensorEntry> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataName = "__metadata__";
    public const int LengthBytes = sizeof(ulong);

    /// <summary>Reads and checks the header; every tensor lies within the stream, without gap or overlap.</summary>
    public static SafetensorsHeader Read(Stream stream, string source, int headerLimit)
    {
        long available = stream.Length - stream.Position;
        if (available < LengthBytes) throw Invalid(source, 0, Phrase.Of($"found {available} bytes, expected at least the {LengthBytes} of a safetensors file."));
        Span<byte> prefix = stackalloc byte[LengthBytes];
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > (ulong)(available - LengthBytes))
            throw Invalid(source, 0, Phrase.Of($"found a header length of {length} bytes, expected at most the {available - LengthBytes} that follow."));
        if (length > (ulong)headerLimit)
            throw Invalid(source, 0, Phrase.Of($"found a header length of {length} bytes, expected at most the limit of {headerLimit}."));

        byte[] json = new byte[length];
        stream.ReadExactly(json);
        long dataStart = LengthBytes + (long)length;
        SafetensorsHeader header = new SafetensorsParser(json, source).Parse(dataStart);
        CheckContiguous(header.Tensors, source, dataStart, available);
        return header;
    }

    /// <summary>Writes the length and the header, padded with spaces so that the tensors start at a multiple of 8.</summary>
    public static byte[] Write(IReadOnlyList<SafeTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        Check(tensors);
        ArrayBufferWriter<byte> buffer = new();
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.GetSpan(LengthBytes), 0);
        buffer.Advance(LengthBytes);
        using (Utf8JsonWriter writer = new(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(writer, metadata);
            long offset = 0;
            foreach (SafeTensor tensor in tensors) WriteTensor(writer, tensor, ref offset);
            writer.WriteEndObject();
        }

        int padding = -buffer.WrittenCount & 7;
        buffer.Write("        "u8[..padding]);
        byte[] bytes = buffer.WrittenSpan.ToArray();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(bytes.Length - LengthBytes));
        return bytes;
    }

    public static InvalidDataException Invalid(string source, long offset, string message) =>
        new(Phrase.Of($"{source}, offset {offset}: {message}"));

    private static void Check(IReadOnlyList<SafeTensor> tensors)
    {
        HashSet<string> names = [];
        foreach (SafeTensor tensor in tensors)
        {
            if (tensor.Name is "" or MetadataName)
                throw new ArgumentException($"Received a tensor named \"{tensor.Name}\", expected another name.", nameof(tensors));
            if (!names.Add(tensor.Name))
                throw new ArgumentException($"Received two tensors named \"{tensor.Name}\", expected different names.", nameof(tensors));
            if (SafeTensorEntry.BytesOf(tensor.Type, tensor.Shape) < 0)
                throw new ArgumentException($"Received tensor {tensor.Name} of an impossible shape, expected sizes of zero or more.", nameof(tensors));
        }
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> metadata)
    {
        writer.WriteStartObject(MetadataName);
        foreach ((string key, string value) in metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal)) writer.WriteString(key, value);
        writer.WriteEndObject();
    }

    private static void WriteTensor(Utf8JsonWriter writer, SafeTensor tensor, ref long offset)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", tensor.Type.ToString());
        writer.WriteStartArray("shape");
        foreach (long side in tensor.Shape) writer.WriteNumberValue(side);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(offset);
        offset += SafeTensorEntry.BytesOf(tensor.Type, tensor.Shape);
        writer.WriteNumberValue(offset);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void CheckContiguous(IReadOnlyList<SafeTensorEntry> tensors, string source, long start, long end)
    {
        foreach (SafeTensorEntry entry in tensors)
        {
            if (entry.Offset != start)
            {
                throw Invalid(source, start,
                    Phrase.Of($"found tensor {NearestName.Quote(entry.Name)} at offset {entry.Offset}, expected it at {start}: tensors leave no gap and do not overlap."));
            }

            start += entry.Length;
        }

        if (start != end)
            throw Invalid(source, start, Phrase.Of($"found the end of the file at offset {end}, expected it at {start}, where the last tensor ends."));
    }
}

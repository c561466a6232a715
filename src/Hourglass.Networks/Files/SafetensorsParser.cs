using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hourglass.Networks;

/// <summary>Parses the JSON of a safetensors header and trusts none of it.</summary>
internal sealed class SafetensorsParser(byte[] json, string source)
{
    private const int HighestRank = 64;

    private readonly Dictionary<string, SafeTensorEntry> _tensors = [];
    private readonly Dictionary<string, string> _metadata = [];

    /// <summary>Parses the header; the tensors are ordered by their place.</summary>
    /// <param name="dataStart">The offset in the file at which tensors begin.</param>
    public SafetensorsHeader Parse(long dataStart)
    {
        if (json is not [(byte)'{', ..]) throw At(0, Phrase.Of($"found no JSON object, expected a header that begins with {'{'}."));
        if (!Utf8.IsValid(json)) throw At(0, Phrase.Of("found bytes that are not UTF-8, expected a JSON header."));
        try
        {
            Utf8JsonReader reader = new(json);
            reader.Read();
            bool hasMetadata = false;
            while (Next(ref reader, out string name))
            {
                if (name != SafetensorsHeader.MetadataName) Tensor(ref reader, name, dataStart);
                else if (hasMetadata) throw Twice(reader.TokenStartIndex, name);
                else Metadata(ref reader);
                hasMetadata |= name == SafetensorsHeader.MetadataName;
            }

            reader.Read();
        }
        catch (JsonException error)
        {
            throw At(0, Phrase.Of($"found a header that is not JSON ({error.Message}), expected a JSON object."));
        }

        return new([.. _tensors.Values.OrderBy(static entry => entry.Offset).ThenBy(static entry => entry.Length)], _metadata);
    }

    private void Metadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, Phrase.Of("an object of texts"));
        while (Next(ref reader, out string key))
        {
            Expect(ref reader, JsonTokenType.String, Phrase.Of("a text"));
            if (!_metadata.TryAdd(key, Text(ref reader))) throw Twice(reader.TokenStartIndex, key);
        }
    }

    private void Tensor(ref Utf8JsonReader reader, string name, long dataStart)
    {
        long start = reader.TokenStartIndex;
        SafeTensorType? type = null;
        List<long>? shape = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, Phrase.Of("an object with dtype, shape and data_offsets"));
        while (Next(ref reader, out string member))
        {
            if (member == "dtype" && type is null) type = Type(ref reader);
            else if (member == "shape" && shape is null) shape = Numbers(ref reader, HighestRank);
            else if (member == "data_offsets" && offsets is null) offsets = Numbers(ref reader, 2);
            else if (member is "dtype" or "shape" or "data_offsets") throw Twice(reader.TokenStartIndex, member);
            else throw At(reader.TokenStartIndex, Phrase.Of($"found member {NearestName.Quote(member)}, expected dtype, shape and data_offsets."));
        }

        if (type is not { } known || shape is null || offsets is not [long begin, long end])
            throw At(start, Phrase.Of($"found tensor {NearestName.Quote(name)} with a member missing, expected dtype, shape and two data_offsets."));
        long length = SafeTensorEntry.BytesOf(known, shape);
        string sides = string.Join(", ", shape);
        if (length < 0) throw At(start, Phrase.Of($"found shape [{sides}], expected one whose bytes can be counted."));
        if (begin > end || end > long.MaxValue - dataStart || length != end - begin)
            throw At(start, Phrase.Of($"found data_offsets {begin} to {end}, expected the {length} bytes of {known} of shape [{sides}]."));

        if (!_tensors.TryAdd(name, new(name, known, new SpecList<long>(shape), dataStart + begin, length))) throw Twice(start, name);
    }

    private SafeTensorType Type(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String, Phrase.Of("a dtype"));
        string text = Text(ref reader);
        foreach (SafeTensorType type in Enum.GetValues<SafeTensorType>())
        {
            if (type.ToString() == text) return type;
        }

        throw At(reader.TokenStartIndex, $"dtype {NearestName.Explain(text, Enum.GetNames<SafeTensorType>())}");
    }

    private List<long> Numbers(ref Utf8JsonReader reader, int most)
    {
        Expect(ref reader, JsonTokenType.StartArray, Phrase.Of("a list of whole numbers"));
        List<long> numbers = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw At(reader.TokenStartIndex, Phrase.Of($"found {Raw(ref reader)}, expected a whole number of zero or more."));
            if (numbers.Count == most) throw At(reader.TokenStartIndex, Phrase.Of($"found another number, expected at most {most}."));
            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>Moves to the next member's value, or past the end of the object.</summary>
    private bool Next(ref Utf8JsonReader reader, out string name)
    {
        reader.Read();
        name = reader.TokenType == JsonTokenType.PropertyName ? Text(ref reader) : "";
        return reader.TokenType == JsonTokenType.PropertyName && reader.Read();
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType token, string expected)
    {
        if (reader.TokenType != token) throw At(reader.TokenStartIndex, Phrase.Of($"found {Raw(ref reader)}, expected {expected}."));
    }

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw At(reader.TokenStartIndex, Phrase.Of("found half of a surrogate pair, expected whole characters."));
        }
    }

    private static string Raw(ref Utf8JsonReader reader) => NearestName.Quote(Encoding.UTF8.GetString(reader.ValueSpan));

    private InvalidDataException Twice(long offset, string name) =>
        At(offset, Phrase.Of($"found {NearestName.Quote(name)} a second time, expected different names."));

    private InvalidDataException At(long offset, string message) =>
        SafetensorsHeader.Invalid(source, SafetensorsHeader.LengthBytes + offset, message);
}

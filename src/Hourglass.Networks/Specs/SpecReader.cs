using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Hourglass.Networks;

/// <summary>Checks a JSON text against the members of the types it stands for and writes the plain form that the serializer reads.</summary>
/// <remarks>
/// <para>The serializer stops at the first surprise and names neither what was meant nor all that is wrong. This reader goes through
/// everything and remembers where each value stands, so that later problems can say so too.</para>
/// <para>A word alone stands for an object with only that word: <c>"mse"</c> for <c>{"kind": "mse"}</c>, <c>"adam"</c> for
/// <c>{"optimizer": "adam"}</c>.</para>
/// </remarks>
internal sealed class SpecReader(SpecText text)
{
    private const int MostProblems = 100;

    private readonly List<(SpecProblem Problem, long Offset)> _problems = [];
    private readonly Dictionary<string, long> _offsets = [];

    /// <summary>Reads a value and everything in it.</summary>
    /// <exception cref="InvalidDataException">The text is not JSON.</exception>
    /// <exception cref="SpecException">The JSON does not describe a <typeparamref name="T"/>.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
        where T : class, ISpec
    {
        ArrayBufferWriter<byte> plain = new();
        try
        {
            using (Utf8JsonWriter writer = new(plain, new() { SkipValidation = true }))
            {
                Utf8JsonReader reader = text.Reader();
                reader.Read();
                Value(ref reader, writer, new(type.Type, type.Options, CanBeNull: false), "");
                reader.Read();
            }

            ThrowIfAny();
            T value = JsonSerializer.Deserialize(plain.WrittenSpan, type)!;
            foreach (SpecProblem problem in value.Validate("")) Add(problem.Path, problem.Message, OffsetOf(problem.Path));
            ThrowIfAny();
            return value;
        }
        catch (JsonException error)
        {
            throw text.Malformed(error);
        }
    }

    private void Value(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        _offsets[path] = reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.Null && schema.CanBeNull) writer.WriteNullValue();
        else if (schema.IsList) List(ref reader, writer, schema, path);
        else if (schema.IsObject) Object(ref reader, writer, schema, path);
        else Scalar(ref reader, writer, schema, path);
    }

    private void List(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        if (!Expect(ref reader, writer, JsonTokenType.StartArray, "a list", path)) return;
        writer.WriteStartArray();
        SpecSchema element = schema.Element;
        for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            Value(ref reader, writer, element, $"{path}[{Problem.Plain(i)}]");
        writer.WriteEndArray();
    }

    private void Object(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        if (reader.TokenType == JsonTokenType.String && schema.Word is { } word)
        {
            writer.WriteStartObject();
            writer.WriteString(word, Word(ref reader, schema.Words, path));
            writer.WriteEndObject();
            return;
        }

        string expected = schema.Word is null ? "an object" : "a name or an object";
        if (!Expect(ref reader, writer, JsonTokenType.StartObject, expected, path)) return;
        if (!IsReadable(reader, schema, path) || Resolve(reader, schema, path) is not { } members)
        {
            reader.Skip();
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        if (members.Tag is { } tag) writer.WriteString(schema.Discriminator!, tag);
        Members(ref reader, writer, members, path);
        writer.WriteEndObject();
    }

    private void Members(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecMembers members, string path)
    {
        long start = reader.TokenStartIndex;
        HashSet<string> seen = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = Text(ref reader);
            string place = Problem.Prefix(path) + SpecMembers.PathOf(name);
            long offset = reader.TokenStartIndex;
            reader.Read();
            if (!seen.Add(name)) Add(place, "received this twice, expected it once.", offset);
            if (members.Find(name) is { } member)
            {
                writer.WritePropertyName(name);
                Value(ref reader, writer, member, place);
            }
            else
            {
                if (name != members.Discriminator) Add(place, members.Unknown(name), offset);
                reader.Skip();
            }
        }

        foreach (string name in members.Required.Where(name => !seen.Contains(name)))
            Add(Problem.Prefix(path) + name, $"received nothing, expected {members.Find(name)!.Expected}.", start);
    }

    /// <summary>Finds which members an object has, by its discriminator where its type has several forms.</summary>
    private SpecMembers? Resolve(Utf8JsonReader reader, SpecSchema schema, string path)
    {
        if (schema.Discriminator is not { } discriminator) return schema.Members(null);
        long start = reader.TokenStartIndex;
        string place = Problem.Prefix(path) + discriminator;
        if (!Seek(ref reader, discriminator))
        {
            Add(place, $"received nothing, expected one of {string.Join(", ", schema.Words)}.", start);
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            Add(place, $"received {Received(ref reader)}, expected one of {string.Join(", ", schema.Words)}.", reader.TokenStartIndex);
            return null;
        }

        string tag = Text(ref reader);
        if (schema.Words.Contains(tag)) return schema.Members(tag);
        Add(place, NearestName.Explain(tag, schema.Words), reader.TokenStartIndex);
        return null;
    }

    /// <summary>Refuses other formats and versions before their members are looked at.</summary>
    private bool IsReadable(Utf8JsonReader reader, SpecSchema schema, string path)
    {
        if (!schema.IsModel) return true;
        int before = _problems.Count;
        Utf8JsonReader format = reader, version = reader;
        if (Seek(ref format, "format") && (format.TokenType != JsonTokenType.String || Text(ref format) != ModelDocument.FormatName))
            Add($"{Problem.Prefix(path)}format", $"received {Received(ref format)}, expected \"{ModelDocument.FormatName}\".", format.TokenStartIndex);
        if (Seek(ref version, "version") && (!IsInteger(ref version, out int found) || found != ModelDocument.CurrentVersion))
        {
            Add($"{Problem.Prefix(path)}version", $"received {Received(ref version)}, expected {Problem.Plain(ModelDocument.CurrentVersion)}: " +
                "a later version of Hourglass reads later versions.", version.TokenStartIndex);
        }

        return _problems.Count == before;
    }

    private void Scalar(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        if (schema.Words.Count > 0 && reader.TokenType == JsonTokenType.String)
        {
            writer.WriteStringValue(Word(ref reader, schema.Words, path));
        }
        else if (schema.Accepts(ref reader))
        {
            if (reader.TokenType == JsonTokenType.String) writer.WriteStringValue(Text(ref reader));
            else writer.WriteRawValue(reader.ValueSpan);
        }
        else
        {
            Refuse(ref reader, writer, schema.Expected, path);
        }
    }

    private string Word(ref Utf8JsonReader reader, IReadOnlyCollection<string> words, string path)
    {
        string word = Text(ref reader);
        if (!words.Contains(word)) Add(path, NearestName.Explain(word, words), reader.TokenStartIndex);
        return word;
    }

    private bool Expect(ref Utf8JsonReader reader, Utf8JsonWriter writer, JsonTokenType token, string expected, string path)
    {
        if (reader.TokenType == token) return true;
        Refuse(ref reader, writer, expected, path);
        return false;
    }

    private void Refuse(ref Utf8JsonReader reader, Utf8JsonWriter writer, string expected, string path)
    {
        Add(path, $"received {Received(ref reader)}, expected {expected}.", reader.TokenStartIndex);
        reader.Skip();
        writer.WriteNullValue();
    }

    /// <summary>Moves to the value of a member of the object that the reader stands at.</summary>
    private bool Seek(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool found = Text(ref reader) == name;
            reader.Read();
            if (found) return true;
            reader.Skip();
        }

        return false;
    }

    private static bool IsInteger(ref Utf8JsonReader reader, out int value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value);
    }

    private string Received(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => NearestName.Quote(Text(ref reader)),
        JsonTokenType.Number => NearestName.Quote(System.Text.Encoding.ASCII.GetString(reader.ValueSpan)).Trim('"'),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw text.MalformedAt(reader.TokenStartIndex, "found half of a surrogate pair, expected whole characters.");
        }
    }

    private long OffsetOf(string path)
    {
        long offset;
        while (!_offsets.TryGetValue(path, out offset)) path = path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
        return offset;
    }

    private void Add(string path, string message, long offset)
    {
        if (_problems.Count < MostProblems) _problems.Add((new(path, message), offset));
    }

    private void ThrowIfAny()
    {
        if (_problems.Count == 0) return;
        throw new SpecException([.. _problems.OrderBy(static entry => entry.Offset)
            .Select(entry => entry.Problem with { Message = $"{entry.Problem.Message} ({text.Place(entry.Offset)})" })]);
    }
}

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
    private readonly SpecProblems _problems = new(text);

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

            _problems.ThrowIfAny();
            T value = JsonSerializer.Deserialize(plain.WrittenSpan, type)!;
            foreach (SpecProblem problem in value.Validate("")) _problems.Add(problem);
            _problems.ThrowIfAny();
            return value;
        }
        catch (JsonException error)
        {
            throw text.Malformed(error);
        }
    }

    private void Value(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        _problems.Note(path, reader.TokenStartIndex);
        if (reader.TokenType == JsonTokenType.Null && schema.CanBeNull) writer.WriteNullValue();
        else if (schema.IsList) List(ref reader, writer, schema, path);
        else if (schema.IsObject) Object(ref reader, writer, schema, path);
        else Scalar(ref reader, writer, schema, path);
    }

    private void List(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        if (!Expect(ref reader, writer, JsonTokenType.StartArray, Phrase.Of("a list"), path)) return;
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

        string expected = schema.Word is null ? Phrase.Of("an object") : Phrase.Of("a name or an object");
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
            string name = text.Text(ref reader);
            string place = Problem.Prefix(path) + SpecMembers.PathOf(name);
            long offset = reader.TokenStartIndex;
            reader.Read();
            if (!seen.Add(name)) _problems.Add(place, Phrase.Of("received this twice, expected it once."), offset);
            if (members.Find(name) is { } member)
            {
                writer.WritePropertyName(name);
                Value(ref reader, writer, member, place);
            }
            else
            {
                if (name != members.Discriminator) _problems.Add(place, members.Unknown(name), offset);
                reader.Skip();
            }
        }

        foreach (string name in members.Required.Where(name => !seen.Contains(name)))
            _problems.Add(Problem.Prefix(path) + name, Problem.Nothing(members.Find(name)!.Expected), start);
    }

    /// <summary>Finds which members an object has, by its discriminator where its type has several forms.</summary>
    private SpecMembers? Resolve(Utf8JsonReader reader, SpecSchema schema, string path)
    {
        if (schema.Discriminator is not { } discriminator) return schema.Members(null);
        long start = reader.TokenStartIndex;
        string place = Problem.Prefix(path) + discriminator;
        if (!text.Seek(ref reader, discriminator))
        {
            _problems.Add(place, Problem.Nothing(Problem.OneOf(schema.Words)), start);
            return null;
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            _problems.Add(place, Problem.Range(text.Received(ref reader), Problem.OneOf(schema.Words)), reader.TokenStartIndex);
            return null;
        }

        string tag = text.Text(ref reader);
        if (schema.Words.Contains(tag)) return schema.Members(tag);
        _problems.Add(place, NearestName.Explain(tag, schema.Words), reader.TokenStartIndex);
        return null;
    }

    /// <summary>Refuses other formats and versions before their members are looked at.</summary>
    private bool IsReadable(Utf8JsonReader reader, SpecSchema schema, string path)
    {
        if (!schema.IsModel) return true;
        int before = _problems.Count;
        Utf8JsonReader format = reader, version = reader;
        if (text.Seek(ref format, "format") && (format.TokenType != JsonTokenType.String || text.Text(ref format) != ModelDocument.FormatName))
            Refuse("format", ref format, Phrase.Of($"received {text.Received(ref format)}, expected \"{ModelDocument.FormatName}\"."));
        if (text.Seek(ref version, "version") && (!IsInteger(ref version, out int found) || found != ModelDocument.CurrentVersion))
            Refuse("version", ref version, Phrase.Of($"received {text.Received(ref version)}, expected {ModelDocument.CurrentVersion}: a later version of Hourglass reads later versions."));
        return _problems.Count == before;

        void Refuse(string member, ref Utf8JsonReader at, string message) =>
            _problems.Add($"{Problem.Prefix(path)}{member}", message, at.TokenStartIndex);
    }

    private void Scalar(ref Utf8JsonReader reader, Utf8JsonWriter writer, SpecSchema schema, string path)
    {
        if (schema.Words.Count > 0 && reader.TokenType == JsonTokenType.String)
        {
            writer.WriteStringValue(Word(ref reader, schema.Words, path));
        }
        else if (schema.Accepts(ref reader))
        {
            if (reader.TokenType == JsonTokenType.String) writer.WriteStringValue(text.Text(ref reader));
            else writer.WriteRawValue(reader.ValueSpan);
        }
        else
        {
            Refuse(ref reader, writer, schema.Expected, path);
        }
    }

    private string Word(ref Utf8JsonReader reader, IReadOnlyCollection<string> words, string path)
    {
        string word = text.Text(ref reader);
        if (!words.Contains(word)) _problems.Add(path, NearestName.Explain(word, words), reader.TokenStartIndex);
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
        _problems.Add(path, Problem.Range(text.Received(ref reader), expected), reader.TokenStartIndex);
        reader.Skip();
        writer.WriteNullValue();
    }

    private static bool IsInteger(ref Utf8JsonReader reader, out int value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out value);
    }
}

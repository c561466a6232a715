using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hourglass.Networks;

/// <summary>The bytes of a spec file, and where in it something stands.</summary>
internal sealed class SpecText
{
    /// <summary>The largest spec that is read: a thousand layers take a few hundred kilobytes.</summary>
    public const int LongestFile = 1 << 20;

    private const int FirstBytes = 1 << 12;

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly string _source;
    private readonly byte[] _bytes;

    public SpecText(byte[] bytes, string source)
    {
        _source = source;
        _bytes = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (_bytes.Length > LongestFile)
            throw Unreadable(Phrase.Of($"found more than the {LongestFile:N0} bytes that a spec may have."));
        if (!Utf8.IsValid(_bytes)) throw Unreadable(Phrase.Of("found bytes that are not UTF-8, expected a JSON text."));
    }

    public static SpecText From(Stream stream, string source)
    {
        byte[] bytes = new byte[FirstBytes];
        int length = 0;
        for (int received; length <= LongestFile && (received = stream.Read(bytes.AsSpan(length))) > 0;)
        {
            length += received;
            if (length == bytes.Length) Array.Resize(ref bytes, 2 * length);
        }

        return new(bytes[..length], source);
    }

    public Utf8JsonReader Reader() => new(_bytes, Lenient);

    /// <summary>Says where a byte stands: <c>model.json, line 4, position 12</c>, both counted from 1.</summary>
    public string Place(long offset)
    {
        ReadOnlySpan<byte> before = _bytes.AsSpan(0, (int)Math.Min(offset, _bytes.Length));
        int line = before.Count((byte)'\n') + 1;
        int position = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return Phrase.Of($"{_source}, line {line}, position {position}");
    }

    /// <summary>Turns an error of the JSON reader into one that names file, line and position.</summary>
    public InvalidDataException Malformed(JsonException error)
    {
        string found = error.Message.Split(" LineNumber:")[0];
        return new($"{Place(OffsetOf(error.LineNumber ?? 0) + (error.BytePositionInLine ?? 0))}: {found}", error);
    }

    /// <summary>Moves to the value of a member of the object that the reader stands at.</summary>
    public bool Seek(ref Utf8JsonReader reader, string name)
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

    /// <summary>Names the value that the reader stands at.</summary>
    public string Received(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Phrase.Of("an object"),
        JsonTokenType.StartArray => Phrase.Of("a list"),
        JsonTokenType.String => NearestName.Quote(Text(ref reader)),
        JsonTokenType.Number => NearestName.Quote(Encoding.ASCII.GetString(reader.ValueSpan)).Trim('"'),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        _ => "null",
    };

    /// <summary>Gets the text that the reader stands at.</summary>
    /// <exception cref="InvalidDataException">The text ends inside a character.</exception>
    public string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new InvalidDataException(Phrase.Of($"{Place(reader.TokenStartIndex)}: found half of a surrogate pair, expected whole characters."));
        }
    }

    private int OffsetOf(long line)
    {
        int offset = 0;
        for (; line > 0; line--) offset += _bytes.AsSpan(offset).IndexOf((byte)'\n') + 1;
        return offset;
    }

    private InvalidDataException Unreadable(string message) => new($"{_source}: {message}");
}

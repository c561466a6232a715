using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Cuts a text into records and fields: delimiters, quotes, empty lines, trimming. Knows nothing of numbers.</summary>
/// <remarks>
/// <para>Fields stay bytes: a table of 47 million numbers would otherwise be 47 million strings, which is what the known CSV packages hand out.</para>
/// <para><b>Source</b> RFC 4180, with spaces around fields trimmed and any end of line.</para>
/// </remarks>
internal sealed class CsvRecords
{
    /// <summary>The longest record, in bytes.</summary>
    public const int LongestRecord = 16 << 20;

    /// <summary>The most fields of a record.</summary>
    public const int MostFields = 1_000_000;

    private const int End = -1, BufferBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly int _delimiter;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly List<int> _ends = [];
    private byte[] _record = new byte[1 << 10];
    private int _length;
    private int _at;
    private int _filled;
    private int _line = 1;

    /// <summary>Starts at the first record.</summary>
    /// <param name="stream">The text, at its start.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="delimiter">What stands between fields.</param>
    public CsvRecords(Stream stream, string name, char delimiter)
    {
        (_stream, _name, _delimiter) = (stream, name, delimiter);
        Fill();
        ReadOnlySpan<byte> start = _buffer.AsSpan(0, _filled);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _at = 3;
        else if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw Bad(Phrase.Of("a text in UTF-16"), "UTF-8", Phrase.Of("Save it again as UTF-8."));
    }

    /// <summary>Gets the line on which the record begins, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Gets the number of fields of the record.</summary>
    public int Count => _ends.Count;

    /// <summary>Gets the bytes of a field, without quotes and the spaces around it.</summary>
    public ReadOnlySpan<byte> this[int field] => _record.AsSpan(field == 0 ? 0 : _ends[field - 1], _ends[field] - (field == 0 ? 0 : _ends[field - 1]));

    /// <summary>Makes an error at the current record.</summary>
    public InvalidDataException Bad(string found, string expected, string advice) =>
        new(Phrase.Of($"{_name}, line {Line}: found {found}, expected {expected}. {advice}"));

    /// <summary>Reads the next record that is not empty.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">A quoted field does not end, or the record is too long.</exception>
    public bool Read()
    {
        while (Peek() != End)
        {
            _length = 0;
            _ends.Clear();
            Line = _line;
            bool isQuoted = false;
            while (true)
            {
                isQuoted |= ReadField();
                _ends.Add(_length);
                if (_ends.Count > MostFields) throw Bad(Phrase.Of($"more than {MostFields:N0} fields"), Phrase.Of("fewer"), Phrase.Of("Is the delimiter the right one?"));
                if (Peek() != _delimiter) break;
                _at++;
            }

            ReadEndOfLine();
            if (Count > 1 || _length > 0 || isQuoted) return true;
        }

        return false;
    }

    /// <summary>Reads a field up to its delimiter or the end of the line.</summary>
    /// <returns>Whether it stood in quotes.</returns>
    private bool ReadField()
    {
        while (IsSpace(Peek())) _at++;
        if (Peek() == '"')
        {
            ReadQuoted();
            return true;
        }

        int start = _length;
        while (Peek() is var next && next != _delimiter && next is not (End or '\n' or '\r')) Take();
        while (_length > start && IsSpace(_record[_length - 1])) _length--;
        return false;
    }

    private void ReadQuoted()
    {
        _at++;
        while (true)
        {
            int next = Peek();
            if (next == End) throw Bad(Phrase.Of("the end of the file within a quoted field"), Phrase.Of("a closing quote"), Phrase.Of("Close it, or leave quotes out."));
            if (next == '"')
            {
                _at++;
                if (Peek() != '"') break;
            }

            if (next == '\n') _line++;
            Take();
        }

        while (IsSpace(Peek())) _at++;
        int after = Peek();
        if (after != _delimiter && after is not (End or '\n' or '\r'))
            throw Bad(Phrase.Of($"'{Printable(after)}' behind a closing quote"), Phrase.Of("a delimiter or the end of the line"), Phrase.Of("Double quotes within quoted fields."));
    }

    private void ReadEndOfLine()
    {
        int end = Peek();
        if (end == End) return;
        _at++;
        _line++;
        if (end == '\r' && Peek() == '\n') _at++;
    }

    private bool IsSpace(int next) => next is ' ' or '\t' && next != _delimiter;

    private static char Printable(int next) => next is > ' ' and < 127 ? (char)next : '?';

    private int Peek()
    {
        if (_at == _filled) Fill();
        return _filled == 0 ? End : _buffer[_at];
    }

    private void Take()
    {
        if (_length == _record.Length)
        {
            if (_length >= LongestRecord) throw Bad(Phrase.Of($"a record of more than {LongestRecord:N0} bytes"), Phrase.Of("a shorter one"), Phrase.Of("Is this a table, and are its quotes closed?"));
            Array.Resize(ref _record, Math.Min(2 * _length, LongestRecord));
        }

        _record[_length++] = _buffer[_at++];
    }

    private void Fill()
    {
        _at = 0;
        _filled = _stream.Read(_buffer);
    }
}

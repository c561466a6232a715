namespace Hourglass.Learning;

/// <summary>The checksum of PNG chunks and of files in zip archives.</summary>
/// <remarks><b>Source</b> ISO 15948 (PNG), annex D, the same as in zip archives: polynomial 0xEDB88320, all bits set before, inverted after.</remarks>
internal static class Crc32
{
    /// <summary>The state before the first byte.</summary>
    public const uint Start = uint.MaxValue;

    private static readonly uint[] Table = BuildTable();

    public static uint Compute(ReadOnlySpan<byte> data) => Finish(Append(Start, data));

    /// <summary>Goes on with more bytes.</summary>
    public static uint Append(uint state, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data) state = Table[(byte)(state ^ value)] ^ (state >> 8);
        return state;
    }

    /// <summary>Turns the state into the checksum.</summary>
    public static uint Finish(uint state) => ~state;

    private static uint[] BuildTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            table[i] = crc;
        }

        return table;
    }
}

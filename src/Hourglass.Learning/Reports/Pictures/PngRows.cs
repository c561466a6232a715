namespace Hourglass.Learning;

/// <summary>Undoes the prediction of each row of a PNG picture.</summary>
internal static class PngRows
{
    public static byte[] Unfilter(ReadOnlySpan<byte> filtered, PngHeader header, string name)
    {
        int stride = header.Stride;
        byte[] pixels = new byte[stride * header.Height];
        ReadOnlySpan<byte> above = new byte[stride];
        for (int y = 0; y < header.Height; y++)
        {
            ReadOnlySpan<byte> line = filtered.Slice(y * (stride + 1), stride + 1);
            Span<byte> row = pixels.AsSpan(y * stride, stride);
            line[1..].CopyTo(row);
            switch (line[0])
            {
                case 0: break;
                case 1: AddLeft(row, header.Channels); break;
                case 2: AddAbove(row, above); break;
                case 3: AddAverage(row, above, header.Channels); break;
                case 4: AddPaeth(row, above, header.Channels); break;
                default: throw new InvalidDataException($"{name}: row {y}: found filter {line[0]}, expected 0 to 4.");
            }

            above = row;
        }

        return pixels;
    }

    private static void AddLeft(Span<byte> row, int pixel)
    {
        for (int i = pixel; i < row.Length; i++) row[i] += row[i - pixel];
    }

    private static void AddAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (int i = 0; i < row.Length; i++) row[i] += above[i];
    }

    private static void AddAverage(Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i >= pixel ? row[i - pixel] : 0;
            row[i] += (byte)((left + above[i]) / 2);
        }
    }

    private static void AddPaeth(Span<byte> row, ReadOnlySpan<byte> above, int pixel)
    {
        for (int i = 0; i < row.Length; i++)
        {
            bool inner = i >= pixel;
            row[i] += Paeth(inner ? row[i - pixel] : 0, above[i], inner ? above[i - pixel] : 0);
        }
    }

    private static byte Paeth(int left, int above, int corner)
    {
        int estimate = left + above - corner;
        int toLeft = Math.Abs(estimate - left), toAbove = Math.Abs(estimate - above), toCorner = Math.Abs(estimate - corner);
        if (toLeft <= toAbove && toLeft <= toCorner) return (byte)left;
        return (byte)(toAbove <= toCorner ? above : corner);
    }
}

using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Undoes the prediction of each row of a PNG picture.</summary>
internal static class PngRows
{
    /// <summary>Turns the differences of a pass into its bytes, in place.</summary>
    /// <param name="rows">The rows, each led by its filter.</param>
    /// <param name="stride">The bytes of a row without its filter.</param>
    /// <param name="pixel">The bytes from a pixel to its neighbour.</param>
    /// <param name="name">What messages call the file.</param>
    public static void Unfilter(Span<byte> rows, int stride, int pixel, string name)
    {
        ReadOnlySpan<byte> above = new byte[stride];
        for (int y = 0; y < rows.Length / (stride + 1); y++)
        {
            Span<byte> line = rows.Slice(y * (stride + 1), stride + 1), row = line[1..];
            switch (line[0])
            {
                case 0: break;
                case 1: AddLeft(row, pixel); break;
                case 2: AddAbove(row, above); break;
                case 3: AddAverage(row, above, pixel); break;
                case 4: AddPaeth(row, above, pixel); break;
                default: throw new InvalidDataException(Phrase.Of($"{name}: row {y}: found filter {line[0]}, expected 0 to 4."));
            }

            above = row;
        }
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

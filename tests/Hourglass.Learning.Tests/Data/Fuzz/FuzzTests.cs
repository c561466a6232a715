using System.Globalization;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>Feeds every reader files that are nearly right. The environment variable HOURGLASS_FUZZ sets how many, or which: <c>100000</c> or
/// <c>100000-200000</c>.</summary>
public sealed class FuzzTests
{
    private const int UsualFiles = 2000;
    private const long Limit = 1 << 14;

    // What a reader takes besides numbers: buffers of 64 KiB, an unpacker, headers, a text for the error and its stack.
    private const long Overhead = 1 << 19, Directory = 1 << 20;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly RandomKey Key = new(20_240_102);

    [Theory]
    [InlineData(".mat")]
    [InlineData(".npy")]
    [InlineData(".npz")]
    [InlineData(".csv")]
    [InlineData(".tsv")]
    [InlineData(".png")]
    [InlineData(".safetensors")]
    public void Read_MutatedFiles_OnlyEverGiveNumbersOrAnError(string format)
    {
        (int first, int end) = Range(UsualFiles);
        int read = 0;
        for (int i = first; i < end; i++)
        {
            byte[] file = FuzzFiles.Make(format, Key.Fold((ulong)i));
            long before = GC.GetAllocatedBytesForCurrentThread(), start = TimeProvider.System.GetTimestamp();
            try
            {
                Read(format, file);
                read++;
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("fuzz" + format, error.Message, StringComparison.Ordinal);
            }
            catch (Exception error)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"File {i}: {error}"));
            }

            long taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(taken <= (4 * Limit) + Overhead + (format == ".npz" ? Directory : 0), string.Create(CultureInfo.InvariantCulture, $"File {i} takes {taken:N0} bytes."));
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Longest, string.Create(CultureInfo.InvariantCulture, $"File {i} takes {TimeProvider.System.GetElapsedTime(start)}."));
        }

        // Both ends of the road are taken often enough to mean something.
        Assert.InRange(read, (end - first) / 100, (end - first) * 95 / 100);
    }

    /// <summary>Gets the numbers of the files to try.</summary>
    /// <param name="usual">How many where nothing else is said.</param>
    internal static (int First, int End) Range(int usual)
    {
        string[] parts = (Environment.GetEnvironmentVariable("HOURGLASS_FUZZ") ?? usual.ToString(CultureInfo.InvariantCulture)).Split('-');
        int[] numbers = [.. parts.Select(static part => int.Parse(part, CultureInfo.InvariantCulture))];
        return numbers.Length == 1 ? (0, numbers[0]) : (numbers[0], numbers[1]);
    }

    private static void Read(string format, byte[] file)
    {
        string name = "fuzz" + format;
        using MemoryStream stream = new(file);
        switch (format)
        {
            case ".png":
                Png.Decode(file, name, maxPixels: Limit / 4);
                break;
            case ".csv" or ".tsv":
                CsvTable table = CsvFile.Read(stream, name, new CsvOptions(Labels: format == ".csv" ? "-1" : null), Limit);
                Assert.Equal(table.Values.Length, table.Rows * table.Columns.Count);
                break;
            default:
                string? array = ArrayFile.List(stream, name).FirstOrDefault(static entry => entry.Problem is null)?.Name;
                NumberArray values = ArrayFile.Read(stream, name, array, Limit);
                Assert.Equal(values.Sizes.Aggregate(1, static (count, size) => count * size), values.Values.Length);
                break;
        }
    }
}

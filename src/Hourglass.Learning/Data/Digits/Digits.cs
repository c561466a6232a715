using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Generates handwritten-looking digits, a data set that needs no file and no network.</summary>
/// <remarks>
/// <para><b>Computes</b> A pen runs along one of several hand-drawn skeletons of the digit. Its points are jittered, the page is
/// bent by a smooth field, widened, turned and slanted, the pen's width varies along the way. The ink is drawn with soft
/// edges, fitted to 20 x 20 pixels with its proportions kept, and shifted by whole pixels so that its centre of mass lies in
/// the middle of 28 x 28, as MNIST's pictures are.</para>
/// <para>The ways of writing and the spread of slant, width and ink were set by hand so that whole sheets look like MNIST's and
/// agree with them in mean pixel (0.132), share of ink-free pixels (0.81) and the principal components' error. Nothing of
/// MNIST is contained.</para>
/// <para><b>Determinism</b> Digit i is a function of (key, i) alone: the same for any number of workers and any count. Only
/// integers and + - * / sqrt on floats are used, so the bits are the same on every platform.</para>
/// </remarks>
public static class Digits
{
    /// <summary>The width and the height of a picture, in pixels.</summary>
    public const int Side = 28;

    /// <summary>The number of pixels of a picture.</summary>
    public const int PixelCount = Side * Side;

    /// <summary>The number of classes.</summary>
    public const int Classes = 10;

    /// <summary>The most digits that one sheet can hold: its pixels are one array.</summary>
    public static int LargestCount => Array.MaxLength / PixelCount;

    /// <summary>Gets the names of a digit's ways of writing, in the order of <see cref="DigitFactors.Variant"/>.</summary>
    /// <param name="digit">The digit, 0 to 9.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digit"/> is not 0 to 9.</exception>
    public static IReadOnlyList<string> VariantNames(int digit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(digit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(digit, Classes);
        return Array.ConvertAll(DigitSkeletons.ByClass[digit], way => way.Name);
    }

    /// <summary>Generates digits.</summary>
    /// <param name="count">How many; the first n of a longer sheet are the sheet of n.</param>
    /// <param name="key">What tells this sheet from others.</param>
    /// <param name="workers">Who draws; the number of workers does not change the sheet.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or above <see cref="LargestCount"/>.</exception>
    public static DigitSheet Generate(int count, RandomKey key, Workers workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LargestCount);
        ArgumentNullException.ThrowIfNull(workers);

        DigitSheet sheet = new(new byte[count * PixelCount], new int[count], new DigitFactors[count]);
        workers.For(count, grain: 1, new Painting(sheet, key));
        return sheet;
    }

    private readonly struct Painting(DigitSheet sheet, RandomKey key) : IRangeJob
    {
        public void Run(int start, int end, int worker)
        {
            DigitPainter painter = new();
            for (int i = start; i < end; i++)
            {
                DigitFactors factors = painter.Paint(key.Fold((ulong)i), sheet.Pixels.AsSpan(i * PixelCount, PixelCount));
                sheet.Factors[i] = factors;
                sheet.Labels[i] = factors.Class;
            }
        }
    }
}

using System.Security.Cryptography;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class DigitsTests
{
    /// <summary>SHA-256 of the pixels of the first 256 digits of <see cref="Key"/>.</summary>
    private const string PublishedHash = "0a103d8b303db3abfa30487f4f8f06700dec22b1016bb2134f774682bbe05f4c";

    private static readonly RandomKey Key = new(42);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Generate_WithAnyNumberOfWorkers_GivesTheSameSheet(int count)
    {
        using Workers workers = new(count);

        AssertSame(Digits.Generate(203, Key, Workers.Single), Digits.Generate(203, Key, workers), 203);
    }

    [Fact]
    public void Generate_Twice_GivesTheSameSheet() =>
        AssertSame(Digits.Generate(50, Key, Workers.Single), Digits.Generate(50, Key, Workers.Single), 50);

    [Fact]
    public void Generate_LongerSheet_StartsWithTheShorterOne() =>
        AssertSame(Digits.Generate(37, Key, Workers.Single), Digits.Generate(150, Key, Workers.Single), 37);

    [Fact]
    public void Generate_WithAnotherKey_GivesOtherDigits()
    {
        DigitSheet ours = Digits.Generate(100, Key, Workers.Single);
        DigitSheet others = Digits.Generate(100, new RandomKey(43), Workers.Single);

        Assert.DoesNotContain(Enumerable.Range(0, 100), i => ours.Picture(i).SequenceEqual(others.Picture(i)));
        Assert.NotEqual(ours.Labels, others.Labels);
    }

    /// <summary>
    /// The generator promises the same bits on every platform and in every release that does not announce a change. Labels
    /// and hash were written down from the first release (x64, .NET 10, also with AVX2, AVX and all vector instructions switched
    /// off); they change only with an entry in the changelog.
    /// </summary>
    [Fact]
    public void Generate_ForAFixedKey_GivesThePublishedBits()
    {
        DigitSheet sheet = Digits.Generate(256, Key, Workers.Single);

        Assert.Equal([6, 7, 1, 1, 6, 6, 7, 5], sheet.Labels[..8]);
        Assert.Equal(PublishedHash, Convert.ToHexStringLower(SHA256.HashData(sheet.Pixels)));
    }

    [Fact]
    public void Generate_None_GivesAnEmptySheet() => Assert.Equal(0, Digits.Generate(0, Key, Workers.Single).Count);

    [Fact]
    public void Generate_WithImpossibleArguments_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Generate(-1, Key, Workers.Single));
        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Generate(Digits.LargestCount + 1, Key, Workers.Single));
        Assert.Throws<ArgumentNullException>(() => Digits.Generate(1, Key, null!));
    }

    [Fact]
    public void Picture_IsItsPartOfThePixels()
    {
        DigitSheet sheet = Digits.Generate(3, Key, Workers.Single);

        Assert.Equal(sheet.Pixels[(2 * Digits.PixelCount)..], sheet.Picture(2).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.Picture(3).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => sheet.Picture(-1).Length);
    }

    [Fact]
    public void VariantNames_OfEachDigit_AreSeveralAndDistinct()
    {
        for (int digit = 0; digit < Digits.Classes; digit++)
        {
            IReadOnlyList<string> names = Digits.VariantNames(digit);
            Assert.True(names.Count >= 4, $"digit {digit} has {names.Count} ways of writing");
            Assert.Equal(names.Count, names.Distinct().Count());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.VariantNames(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.VariantNames(-1));
    }

    private static void AssertSame(DigitSheet expected, DigitSheet actual, int count)
    {
        Assert.Equal(expected.Pixels, actual.Pixels.AsSpan(0, count * Digits.PixelCount).ToArray());
        Assert.Equal(expected.Labels, actual.Labels[..count]);
        Assert.Equal(expected.Factors, actual.Factors[..count]);
    }
}

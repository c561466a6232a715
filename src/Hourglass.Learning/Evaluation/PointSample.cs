using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Chooses points where all of them would be too many.</summary>
internal static class PointSample
{
    /// <summary>Keeps the sample apart from other uses of the same seed.</summary>
    private const ulong Identity = 0x73616d706c65;

    /// <summary>Chooses points at even distances, in their order; all of them where they are no more than asked for.</summary>
    public static int[] Evenly(int count, int most)
    {
        int shown = Math.Min(count, most);
        return [.. Enumerable.Range(0, shown).Select(i => (int)((long)i * count / shown))];
    }

    /// <summary>Chooses points without repetition, in their order; all of them where they are no more than asked for.</summary>
    public static int[] Choose(int count, int most, ulong seed)
    {
        int[] order = new int[count];
        if (count <= most) return [.. Enumerable.Range(0, count)];
        new RandomKey(seed).Fold(Identity).FillPermutation(order);
        int[] chosen = order[..most];
        Array.Sort(chosen);
        return chosen;
    }
}

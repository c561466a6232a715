using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Pairs each sample of a set with others of its class: what a network is shown one of and answers with the other.</summary>
/// <remarks>A network that learns these pairs keeps in its code what the members of a class share.</remarks>
public static class SameClassPairs
{
    /// <summary>How many partners a sample has where nothing else is asked for: enough that their mean looks like the class.</summary>
    public const int DefaultPartners = 10;

    // Tells this use of the run's key from every other one: "pairs" in ASCII.
    private const ulong Identity = 0x70_6169_7273;

    /// <summary>Pairs each sample with some of its class.</summary>
    /// <remarks>
    /// <para><b>Computes</b> All samples in their order with a first partner each, then all of them with a second one, and so on. A partner
    /// is drawn uniformly from the other samples of the class; it may be drawn again. A sample alone in its class is its own partner.</para>
    /// <para><b>Memory</b> Two views; no sample is copied.</para>
    /// <para><b>Determinism</b> A function of the key and the labels. More partners leave the first ones as they are.</para>
    /// </remarks>
    /// <param name="source">A set with labels.</param>
    /// <param name="key">The run's key; the pairs fold their own identity into it.</param>
    /// <param name="partners">How many partners each sample has. The default is <see cref="DefaultPartners"/>.</param>
    /// <returns>A set of <paramref name="partners"/> times as many samples, with the partners as targets.</returns>
    /// <exception cref="ArgumentException">The set has no labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="partners"/> is below 1.</exception>
    public static IDataset Of(IDataset source, RandomKey key, int partners = DefaultPartners)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(partners, 1);
        if (source.Labels.IsEmpty)
        {
            throw new ArgumentException(
                Phrase.Of($"Received {source.Name} without labels, expected a label for each sample: partners share a class."), nameof(source));
        }

        ReadOnlySpan<int> labels = source.Labels.Span;
        (int[][] members, int[] places) = Classes(labels, source.ClassNames.Count);
        RandomKey own = key.Fold(Identity);
        int count = labels.Length;
        int[] shown = new int[checked(count * partners)], asked = new int[shown.Length];
        for (int i = 0; i < shown.Length; i++)
        {
            (int round, int sample) = Math.DivRem(i, count);
            shown[i] = sample;
            asked[i] = Partner(members[labels[sample]], places[sample], own.Fold((ulong)round), sample);
        }

        return new TargetedSet(source.Subset(shown), source.Subset(asked, $"{source.Name}, partners"));
    }

    private static int Partner(int[] members, int place, RandomKey key, int sample)
    {
        if (members.Length == 1) return sample;
        int drawn = key.Below(sample, members.Length - 1);
        return members[drawn < place ? drawn : drawn + 1];
    }

    /// <summary>Lists the samples of each class, and the place of each sample in its list.</summary>
    private static (int[][] Members, int[] Places) Classes(ReadOnlySpan<int> labels, int classes)
    {
        List<int>[] members = [.. Enumerable.Range(0, classes).Select(static _ => new List<int>())];
        int[] places = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            places[i] = members[labels[i]].Count;
            members[labels[i]].Add(i);
        }

        return ([.. members.Select(static list => list.ToArray())], places);
    }
}

using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Holds back part of a training set for validation.</summary>
public static class Split
{
    /// <summary>The samples held back where nothing else is asked for: enough to see 0.1 % differences, a twelfth of MNIST.</summary>
    public const int DefaultValidation = 5000;

    // Tells this use of the run's key from every other one: "split" in ASCII.
    private const ulong Identity = 0x73_706C_6974;

    /// <summary>Splits a training set into what is learned from and what is held back.</summary>
    /// <remarks>
    /// <para><b>Computes</b> A random choice of <paramref name="validation"/> samples; both parts keep the order of the set.
    /// Stratified, each class gives its share, rounded by largest remainder.</para>
    /// <para><b>Memory</b> Two views; no sample is copied.</para>
    /// <para><b>Determinism</b> A function of the key, the number of samples and, stratified, the labels.</para>
    /// </remarks>
    /// <param name="train">The training set.</param>
    /// <param name="test">The test set; passed on as it is.</param>
    /// <param name="origin">Where the samples came from, in one line.</param>
    /// <param name="key">The run's key; the split folds its own identity into it.</param>
    /// <param name="validation">How many samples to hold back; 0 for none. The default is <see cref="DefaultValidation"/>.</param>
    /// <param name="stratified">Whether each class gives its share. The default is false: a random choice is what published figures use,
    /// and it needs no labels.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="validation"/> is negative or leaves no training sample.</exception>
    /// <exception cref="ArgumentException">A stratified split is asked of a set without labels.</exception>
    /// <exception cref="ArgumentException">Training and test samples have different shapes.</exception>
    public static DataSplit Of(
        IDataset train, IDataset test, string origin, RandomKey key, int validation = DefaultValidation, bool stratified = false)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        if (train.Shape != test.Shape)
            throw new ArgumentException(Phrase.Of($"Received test samples of {test.Shape}, expected {train.Shape} as for training."), nameof(test));
        if (validation < 0 || validation >= train.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(validation),
                Phrase.Of($"Received {validation} validation samples of {train.Count}, expected 0 to {train.Count - 1}: training needs one."));
        }

        if (stratified && train.Labels.IsEmpty)
        {
            throw new ArgumentException(
                Phrase.Of($"Received {train.Name} without labels, expected labels for a stratified split. Ask for a plain one."), nameof(stratified));
        }

        if (validation == 0) return new DataSplit(train, null, test, origin);

        bool[] held = Held(train, validation, stratified, key.Fold(Identity));
        return new DataSplit(
            train.Subset(Where(held, false)), train.Subset(Where(held, true), train.Name + ", validation"), test, origin);
    }

    /// <summary>Chooses samples to hold back.</summary>
    /// <param name="set">The set.</param>
    /// <param name="count">How many samples; fewer than there are.</param>
    /// <param name="stratified">Whether each class gives its share; the set has labels then.</param>
    /// <param name="key">Decides which samples.</param>
    /// <returns>For each sample whether it is held back.</returns>
    internal static bool[] Held(IDataset set, int count, bool stratified, RandomKey key)
    {
        bool[] held = new bool[set.Count];
        if (stratified) HoldByClass(held, set, count, key);
        else Hold(held, All(set.Count), count, key);
        return held;
    }

    private static void Hold(bool[] held, ReadOnlySpan<int> candidates, int count, RandomKey key)
    {
        int[] order = new int[candidates.Length];
        key.FillPermutation(order);
        for (int i = 0; i < count; i++) held[candidates[order[i]]] = true;
    }

    private static void HoldByClass(bool[] held, IDataset set, int validation, RandomKey key)
    {
        ReadOnlySpan<int> labels = set.Labels.Span;
        List<int>[] members = new List<int>[set.ClassNames.Count];
        for (int i = 0; i < members.Length; i++) members[i] = [];
        for (int i = 0; i < labels.Length; i++) members[labels[i]].Add(i);

        int[] shares = Shares(members, set.Count, validation);
        for (int i = 0; i < members.Length; i++) Hold(held, members[i].ToArray(), shares[i], key.Fold((ulong)i));
    }

    /// <summary>Shares a number among classes by size, rounded by largest remainder, ties to the lower class.</summary>
    private static int[] Shares(List<int>[] members, int total, int validation)
    {
        int[] shares = new int[members.Length];
        long[] remainders = new long[members.Length];
        int left = validation;
        for (int i = 0; i < members.Length; i++)
        {
            (long share, remainders[i]) = Math.DivRem((long)members[i].Count * validation, total);
            shares[i] = (int)share;
            left -= shares[i];
        }

        int[] order = All(members.Length);
        Array.Sort(order, (a, b) => remainders[a] != remainders[b] ? remainders[b].CompareTo(remainders[a]) : a.CompareTo(b));
        for (int i = 0; i < left; i++) shares[order[i]]++;
        return shares;
    }

    private static int[] All(int count)
    {
        int[] all = new int[count];
        for (int i = 0; i < count; i++) all[i] = i;
        return all;
    }

    private static int[] Where(bool[] held, bool value)
    {
        List<int> indices = [];
        for (int i = 0; i < held.Length; i++)
            if (held[i] == value) indices.Add(i);
        return [.. indices];
    }
}

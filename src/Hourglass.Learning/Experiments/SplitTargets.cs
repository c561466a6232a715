using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Gives the sets of an experiment the targets that a recipe asks for.</summary>
public static class SplitTargets
{
    /// <summary>Adds targets to training, validation and test set.</summary>
    /// <remarks>
    /// <para>Of <see cref="TargetKind.SameClass"/>, training samples have as many partners as the description says, and partners are drawn
    /// within each set, so that no sample held back is ever learned from. Validation and test samples have one partner each: the sets keep
    /// their size and order, and every figure counts each sample once.</para>
    /// <para><b>Determinism</b> A function of the key and the labels.</para>
    /// </remarks>
    /// <param name="split">The sets.</param>
    /// <param name="spec">Which targets.</param>
    /// <param name="key">The run's key.</param>
    /// <exception cref="SpecException">A set has no labels and the targets need them.</exception>
    public static DataSplit With(DataSplit split, DataSpec spec, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Target == TargetKind.Input) return split;
        foreach (IDataset set in new[] { split.Train, split.Validation, split.Test }.OfType<IDataset>())
        {
            if (!set.Labels.IsEmpty) continue;
            throw new SpecException([new(
                "data.target", Phrase.Of($"received '{SpecNames.Of(spec.Target)}', expected 'input': {set.Name} has no labels, which that target needs."))]);
        }

        return spec.Target == TargetKind.Label
            ? Map(split, static (set, _) => new TargetedSet(set, new OneHotLabels(set)))
            : Map(split, (set, place) => SameClassPairs.Of(
                set, key.Fold((ulong)place), place == 0 ? spec.Partners ?? SameClassPairs.DefaultPartners : 1));
    }

    private static DataSplit Map(DataSplit split, Func<IDataset, int, IDataset> change) => split with
    {
        Train = change(split.Train, 0),
        Validation = split.Validation is { } validation ? change(validation, 1) : null,
        Test = change(split.Test, 2),
    };
}

namespace Hourglass.Learning;

/// <summary>Small regression trees on binned features, each fitted to what those before it left over.</summary>
/// <remarks>
/// <para><b>Computes</b> Friedman's gradient boosting (2001) for squared error: trees of depth 3, 40 of them, each counting 0.2. Splits that gain as much
/// are taken in the order of features and bins.</para>
/// <para><b>Determinism</b> No random number; the same bits always.</para>
/// </remarks>
internal sealed class BoostedTrees
{
    private const int Rounds = 40, Depth = 3, Leaves = 1 << Depth;
    private const double Rate = 0.2;

    private readonly Bins[] _features;
    private readonly double[] _left;
    private readonly int[] _learned, _nodes;
    private readonly double[] _sums = new double[Bins.Most];
    private readonly int[] _counts = new int[Bins.Most];

    /// <summary>Fits trees to a target on some samples, and tells what is left over on all.</summary>
    /// <param name="features">The features.</param>
    /// <param name="target">The value of each sample.</param>
    /// <param name="learned">The samples that are learned from.</param>
    public BoostedTrees(Bins[] features, double[] target, int[] learned)
    {
        _features = features;
        _learned = learned;
        _nodes = new int[target.Length];
        Gains = new double[features.Length];
        double mean = learned.Average(i => target[i]);
        _left = [.. target.Select(value => value - mean)];
        for (int round = 0; round < Rounds; round++) Grow();
    }

    /// <summary>Gets by how much splits on each feature lowered the sum of squares over the learned samples.</summary>
    public double[] Gains { get; }

    /// <summary>Gets what the trees leave over of each sample's value.</summary>
    public IReadOnlyList<double> Residuals => _left;

    private void Grow()
    {
        Array.Clear(_nodes);
        for (int level = 0, nodes = 1; level < Depth; level++, nodes *= 2)
        {
            int[][] members = Members(nodes);
            (int Feature, int Bin)[] splits = [.. members.Select(Split)];
            for (int i = 0; i < _nodes.Length; i++)
            {
                (int feature, int bin) = splits[_nodes[i]];
                bool isRight = feature >= 0 && _features[feature].Numbers[i] > bin;
                _nodes[i] = (2 * _nodes[i]) + (isRight ? 1 : 0);
            }
        }

        double[] means = [.. Members(Leaves).Select(leaf => leaf.Length == 0 ? 0 : leaf.Average(i => _left[i]))];
        for (int i = 0; i < _left.Length; i++) _left[i] -= Rate * means[_nodes[i]];
    }

    private int[][] Members(int nodes)
    {
        List<int>[] members = [.. Enumerable.Range(0, nodes).Select(static _ => new List<int>())];
        foreach (int i in _learned) members[_nodes[i]].Add(i);
        return [.. members.Select(static list => list.ToArray())];
    }

    /// <summary>Finds the split of a node that lowers the sum of squares most, and books its gain; feature -1 for none.</summary>
    private (int Feature, int Bin) Split(int[] members)
    {
        double total = members.Sum(i => _left[i]), best = 0;
        (int Feature, int Bin) found = (-1, 0);
        for (int feature = 0; feature < _features.Length; feature++)
        {
            Collect(_features[feature], members);
            double sum = 0;
            int count = 0;
            for (int bin = 0; bin < _features[feature].Count - 1; bin++)
            {
                sum += _sums[bin];
                count += _counts[bin];
                if (count == 0 || count == members.Length) continue;
                double rest = total - sum;
                double gain = (sum * sum / count) + (rest * rest / (members.Length - count)) - (total * total / members.Length);
                if (gain > best) (best, found) = (gain, (feature, bin));
            }
        }

        // A leaf counts its rate only, and takes away a part of 1 - (1 - rate)² of what it could.
        if (found.Feature >= 0) Gains[found.Feature] += best * Rate * (2 - Rate);
        return found;
    }

    private void Collect(Bins feature, int[] members)
    {
        Array.Clear(_sums);
        Array.Clear(_counts);
        foreach (int i in members)
        {
            _sums[feature.Numbers[i]] += _left[i];
            _counts[feature.Numbers[i]]++;
        }
    }
}

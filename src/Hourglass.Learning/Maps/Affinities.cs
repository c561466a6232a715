using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>How near points are to each other in the space they come from: the probabilities that t-SNE draws.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>p_ij = (p_j|i + p_i|j) / 2n</c> over the nearest neighbours, <c>p_j|i</c> of the perplexity asked for
/// (<see cref="PerplexityKernel"/>). Rows are ordered by column.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
internal static class Affinities
{
    private const int Grain = 64;

    /// <summary>Computes the affinities.</summary>
    /// <param name="found">The neighbours of each point.</param>
    /// <param name="perplexity">The perplexity; at most the number of neighbours.</param>
    /// <param name="workers">The team.</param>
    public static SparseRows Compute(Neighbors found, double perplexity, Workers workers)
    {
        int count = found.Count, neighbors = found.NeighborsPerPoint;
        int[] indices = found.AllIndices.ToArray();
        float[] probabilities = new float[indices.Length];
        PerplexityKernel.Run(found.AllDistances, neighbors, perplexity, probabilities, workers);
        workers.For(count, Grain, new OrderJob(indices, probabilities, neighbors));
        return Join(indices, probabilities, neighbors, Incoming.Of(indices, probabilities, count, neighbors), workers);
    }

    private static SparseRows Join(int[] indices, float[] probabilities, int neighbors, Incoming incoming, Workers workers)
    {
        int count = incoming.Starts.Length - 1;
        int[] starts = new int[count + 1];
        workers.For(count, Grain, new JoinJob(indices, probabilities, neighbors, incoming, starts, null, null));
        long total = 0;
        for (int row = 0; row < count; row++)
        {
            int length = starts[row];
            starts[row] = (int)total;
            total += (length + SparseRows.Alignment - 1) / SparseRows.Alignment * SparseRows.Alignment;
            if (total > Array.MaxLength) throw new ArgumentException(Phrase.Of($"Received {count} points with {neighbors} neighbours, expected at most {Array.MaxLength} pairs in all. Take fewer points or a smaller perplexity."), nameof(neighbors));
        }

        starts[count] = (int)total;
        int[] columns = new int[total];
        float[] values = new float[total];
        workers.For(count, Grain, new JoinJob(indices, probabilities, neighbors, incoming, starts, columns, values));
        return new SparseRows(starts, columns, values);
    }

    /// <summary>The transposed probabilities: for each point those whose neighbour it is, in order.</summary>
    private sealed record Incoming(int[] Starts, int[] Sources, float[] Probabilities)
    {
        public static Incoming Of(int[] indices, float[] probabilities, int count, int neighbors)
        {
            int[] starts = new int[count + 1];
            foreach (int index in indices) starts[index + 1]++;
            for (int i = 0; i < count; i++) starts[i + 1] += starts[i];
            int[] next = starts[..count], sources = new int[indices.Length];
            float[] values = new float[indices.Length];
            for (int i = 0; i < indices.Length; i++)
            {
                int to = next[indices[i]]++;
                sources[to] = i / neighbors;
                values[to] = probabilities[i];
            }

            return new Incoming(starts, sources, values);
        }
    }

    /// <summary>Orders each point's neighbours by their number.</summary>
    private readonly struct OrderJob(int[] indices, float[] probabilities, int neighbors) : IRangeJob
    {
        public void Run(int start, int end, int worker)
        {
            for (int i = start; i < end; i++)
                Array.Sort(indices, probabilities, i * neighbors, neighbors);
        }
    }

    /// <summary>Merges what goes out of each point with what comes in; without arrays to fill it counts.</summary>
    private readonly struct JoinJob(
        int[] indices, float[] probabilities, int neighbors, Incoming incoming, int[] starts, int[]? columns, float[]? values) : IRangeJob
    {
        public void Run(int start, int end, int worker)
        {
            for (int row = start; row < end; row++)
            {
                if (columns is null) starts[row] = Merge(row, 0);
                else Fill(row);
            }
        }

        private void Fill(int row)
        {
            int from = starts[row], used = Merge(row, from), rest = starts[row + 1] - from - used;
            columns.AsSpan(from + used, rest).Fill(row);
        }

        private int Merge(int row, int to)
        {
            int first = to, outgoing = row * neighbors, outgoingEnd = outgoing + neighbors;
            int coming = incoming.Starts[row], comingEnd = incoming.Starts[row + 1];
            float scale = 0.5f / (incoming.Starts.Length - 1);
            while (outgoing < outgoingEnd || coming < comingEnd)
            {
                int a = outgoing < outgoingEnd ? indices[outgoing] : int.MaxValue, b = coming < comingEnd ? incoming.Sources[coming] : int.MaxValue;
                float p = (a <= b ? probabilities[outgoing++] : 0) + (b <= a ? incoming.Probabilities[coming++] : 0);
                if (columns is not null) (columns[to], values![to]) = (Math.Min(a, b), scale * p);
                to++;
            }

            return to - first;
        }
    }
}

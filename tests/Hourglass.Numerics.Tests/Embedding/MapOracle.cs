namespace Hourglass.Numerics.Tests;

/// <summary>The repulsion and the loss of t-SNE in double precision, over all pairs.</summary>
internal static class MapOracle
{
    /// <summary>Gets the forces and the normaliser.</summary>
    public static (double[] Forces, double Normaliser) Repel(double[] places)
    {
        double[] forces = new double[places.Length];
        double normaliser = 0;
        for (int i = 0; i < places.Length; i += 2)
        {
            for (int j = 0; j < places.Length; j += 2)
            {
                if (i == j) continue;
                double dx = places[i] - places[j], dy = places[i + 1] - places[j + 1], q = 1 / (1 + (dx * dx) + (dy * dy));
                normaliser += q;
                forces[i] += q * q * dx;
                forces[i + 1] += q * q * dy;
            }
        }

        return (forces, normaliser);
    }

    /// <summary>Gets <c>sum of p log(p / q)</c>, the attracting part multiplied by a factor.</summary>
    public static double Loss(SparseRows affinities, double[] places, double factor = 1)
    {
        double loss = 0, mass = 0;
        for (int row = 0; row < affinities.Count; row++)
        {
            foreach ((int column, float p) in affinities.ColumnsOf(row).ToArray().Zip(affinities.ValuesOf(row).ToArray()))
            {
                if (p == 0) continue;
                double dx = places[2 * row] - places[2 * column], dy = places[(2 * row) + 1] - places[(2 * column) + 1];
                loss += factor * p * Math.Log(p * (1 + (dx * dx) + (dy * dy)));
                mass += p;
            }
        }

        return loss + (mass * Math.Log(Repel(places).Normaliser));
    }

    /// <summary>Makes symmetric affinities of sum 1 between random pairs.</summary>
    public static SparseRows Affinities(int count, ulong seed)
    {
        float[,] p = new float[count, count];
        RandomKey key = new(seed);
        for (int i = 0; i < 4 * count; i++)
        {
            (int a, int b) = (key.Below(3 * i, count), key.Below((3 * i) + 1, count));
            if (a != b) p[a, b] = p[b, a] = key.Uniform((3 * i) + 2) + 0.01f;
        }

        float sum = 0;
        foreach (float value in p) sum += value;
        List<int> starts = [0], columns = [];
        List<float> values = [];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < count; j++)
            {
                if (p[i, j] == 0) continue;
                columns.Add(j);
                values.Add(p[i, j] / sum);
            }

            for (; columns.Count % SparseRows.Alignment != 0; values.Add(0)) columns.Add(i);
            starts.Add(columns.Count);
        }

        return new SparseRows([.. starts], [.. columns], [.. values]);
    }

    public static FloatBuffer Buffer(ReadOnlySpan<float> values)
    {
        FloatBuffer buffer = new(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }
}

namespace Hourglass.Numerics;

/// <summary>The field of the points of a finished map, in which new points find their places.</summary>
/// <remarks>
/// <para><b>Computes</b> A new point goes down the divergence of its affinities p to some points of the map from its similarities to all:
/// <c>2 sum over j of p q (y - y_j) - 2 / Z sum over j of q^2 (y - y_j)</c>, <c>q = 1 / (1 + |y - y_j|^2)</c>, Z the sum of all q. The sums over all
/// points stand ready on a grid; new points do not see each other.</para>
/// <para><b>Determinism</b> Same bits for any number of workers; a point finds the same place whoever comes with it.</para>
/// <para><b>Source</b> Policar et al., Embedding to reference t-SNE space addresses batch effects, 2021.</para>
/// </remarks>
public sealed class MapField
{
    /// <summary>How far new points may go beyond the map.</summary>
    private const double Beyond = 10;

    private readonly FloatBuffer _map;
    private readonly FloatBuffer _potential;
    private readonly ChargeGrid _grid;
    private readonly MapBox _box;

    /// <summary>Prepares the field.</summary>
    /// <param name="places">The points of the map, x before y; finite.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">There is no point, or half of one.</exception>
    public unsafe MapField(ReadOnlySpan<float> places, Workers workers)
    {
        if (places.IsEmpty || places.Length % 2 != 0) Throw.Argument(nameof(places), $"Received {places.Length} floats, expected two for each of one or more points.");
        _map = new FloatBuffer(places.Length);
        places.CopyTo(_map.Span);
        _box = MapBox.Of(places).Grown((float)Beyond);
        _grid = new ChargeGrid(places.Length / 2);
        double side = Math.Max(_box.Width, _box.Height);
        double finest = Math.Min(side / GridRepulsion.LeastNodes, GridRepulsion.LongestSpacing);
        _grid.Fit(_box, Math.Max(finest, side / (GridRepulsion.MostNodes - GridPlaces.Reach)), workers);
        _grid.Spread(_map.Pointer, _box, workers);
        FieldGrid field = _grid.Field!;
        _potential = new FloatBuffer(field.Charges.Length);
        field.SolvePotential(_potential, field.ForceX, workers);
        field.Solve(workers);
    }

    /// <summary>Moves new points down from where they are.</summary>
    /// <param name="affinities">The affinities of each point, of sum 1, point after point.</param>
    /// <param name="neighbors">The points of the map that they belong to.</param>
    /// <param name="perPoint">The affinities of each point.</param>
    /// <param name="places">Where the points are; receives where they come to. None leaves the box that is 10 larger than the map on all sides.</param>
    /// <param name="step">The rates.</param>
    /// <param name="iterations">The steps.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, or a neighbour is not a point of the map.</exception>
    public unsafe void Descend(
        ReadOnlySpan<float> affinities, ReadOnlySpan<int> neighbors, int perPoint, Span<float> places, MapStep step, int iterations, Workers workers)
    {
        int count = places.Length / 2;
        if (perPoint < 1 || affinities.Length != (long)count * perPoint || neighbors.Length != affinities.Length)
            Throw.Argument(nameof(affinities), $"Received {affinities.Length} affinities and {neighbors.Length} neighbours, expected {perPoint} for each of {count} points.");
        foreach (int neighbor in neighbors)
            if ((uint)neighbor >= (uint)(_map.Length / 2)) Throw.Argument(nameof(neighbors), $"Received neighbour {neighbor}, expected 0 to {(_map.Length / 2) - 1}.");
        fixed (float* p = affinities, at = places)
        fixed (int* others = neighbors)
        {
            FieldGrid field = _grid.Field!;
            workers.ForVectors(count, 1, new PlaceJob
            {
                Nodes = _grid.Nodes,
                Box = _box,
                Map = _map.Pointer,
                ForceX = field.ForceX.Pointer,
                ForceY = field.ForceY.Pointer,
                Potential = _potential.Pointer,
                Affinities = p,
                Neighbors = others,
                PerPoint = perPoint,
                Places = at,
                Step = step,
                Iterations = iterations,
            });
        }

        GC.KeepAlive(this);
    }
}

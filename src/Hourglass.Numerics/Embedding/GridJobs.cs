using System.Runtime.CompilerServices;

namespace Hourglass.Numerics;

/// <summary>Where points of a map lie among the cells of a grid.</summary>
internal unsafe struct GridPlaces
{
    public float* Places;
    public float OriginX;
    public float OriginY;
    public float PerLength;
    public int CellsX;
    public int CellsY;
    public int Stride;

    /// <summary>The points, column of cells after column.</summary>
    public int* Order;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int CellOf(float place, float origin, int cells, out Lagrange weights)
    {
        float t = (place - origin) * PerLength;
        int cell = Math.Clamp((int)t, 0, cells - 1);
        weights = new Lagrange(t - cell);
        return cell;
    }
}

/// <summary>The polynomials of second degree through nodes at 1/6, 1/2 and 5/6 of a cell.</summary>
internal readonly struct Lagrange
{
    public readonly float First;
    public readonly float Second;
    public readonly float Third;

    /// <summary>Evaluates them.</summary>
    /// <param name="t">The place in the cell, 0 to 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Lagrange(float t)
    {
        float u = (3 * t) - 1.5f;
        First = 0.5f * u * (u - 1);
        Second = 1 - (u * u);
        Third = 0.5f * u * (u + 1);
    }
}

/// <summary>Finds the column of cells of each point.</summary>
internal unsafe struct GridColumnsJob : IRangeJob
{
    public GridPlaces Cells;
    public int* Columns;

    public readonly void Run(int start, int end, int worker)
    {
        for (int i = start; i < end; i++) Columns[i] = Cells.CellOf(Cells.Places[2 * i], Cells.OriginX, Cells.CellsX, out _);
    }
}

/// <summary>Items are columns of cells: spreads the charges of their points.</summary>
internal unsafe struct ChargeJob : IRangeJob
{
    public GridPlaces Cells;
    public int* Starts;
    public float* Charges;

    public readonly void Run(int start, int end, int worker)
    {
        for (int column = start; column < end; column++)
        {
            float* first = Charges + ((nint)3 * column * Cells.Stride);
            new Span<float>(first, 3 * Cells.Stride).Clear();
            for (int at = Starts[column]; at < Starts[column + 1]; at++)
            {
                float* place = Cells.Places + (2 * (nint)Cells.Order[at]);
                Cells.CellOf(place[0], Cells.OriginX, Cells.CellsX, out Lagrange x);
                int row = Cells.CellOf(place[1], Cells.OriginY, Cells.CellsY, out Lagrange y);
                float* node = first + (3 * row);
                Add(node, x.First, y);
                Add(node + Cells.Stride, x.Second, y);
                Add(node + (2 * Cells.Stride), x.Third, y);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* node, float x, Lagrange y)
    {
        node[0] += x * y.First;
        node[1] += x * y.Second;
        node[2] += x * y.Third;
    }
}

/// <summary>Items are points in the order of the grid: reads their forces off the nodes.</summary>
internal unsafe struct InterpolateJob : IRangeJob
{
    public GridPlaces Cells;
    public float* ForceX;
    public float* ForceY;
    public float* Forces;

    public readonly void Run(int start, int end, int worker)
    {
        for (int at = start; at < end; at++)
        {
            nint point = Cells.Order[at];
            float* place = Cells.Places + (2 * point);
            int column = Cells.CellOf(place[0], Cells.OriginX, Cells.CellsX, out Lagrange x);
            int row = Cells.CellOf(place[1], Cells.OriginY, Cells.CellsY, out Lagrange y);
            nint node = ((nint)3 * column * Cells.Stride) + (3 * row);
            Forces[2 * point] = Read(ForceX + node, Cells.Stride, x, y);
            Forces[(2 * point) + 1] = Read(ForceY + node, Cells.Stride, x, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Read(float* node, nint stride, Lagrange x, Lagrange y)
    {
        float first = (node[0] * y.First) + (node[1] * y.Second) + (node[2] * y.Third);
        node += stride;
        float second = (node[0] * y.First) + (node[1] * y.Second) + (node[2] * y.Third);
        node += stride;
        float third = (node[0] * y.First) + (node[1] * y.Second) + (node[2] * y.Third);
        return (first * x.First) + (second * x.Second) + (third * x.Third);
    }
}

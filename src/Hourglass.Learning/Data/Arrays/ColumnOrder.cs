namespace Hourglass.Learning;

/// <summary>Puts the elements of an array that lie first dimension innermost (MATLAB, Fortran) where they belong, last dimension innermost.</summary>
internal sealed class ColumnOrder
{
    private readonly int[] _sizes;
    private readonly int[] _strides;
    private readonly int[] _place;
    private int _target;

    /// <summary>Starts at the first element.</summary>
    /// <param name="sizes">The size of each dimension; their product fits an int.</param>
    public ColumnOrder(IReadOnlyList<int> sizes)
    {
        _sizes = [.. sizes];
        _place = new int[_sizes.Length];
        _strides = new int[_sizes.Length];
        int stride = 1;
        for (int i = _sizes.Length - 1; i >= 0; i--)
        {
            _strides[i] = stride;
            stride *= _sizes[i];
        }
    }

    /// <summary>Puts the next elements where they belong.</summary>
    /// <param name="next">The elements in the order of the file.</param>
    /// <param name="values">The whole array.</param>
    public void Scatter(ReadOnlySpan<float> next, Span<float> values)
    {
        foreach (float value in next)
        {
            values[_target] = value;
            Advance();
        }
    }

    private void Advance()
    {
        for (int i = 0; i < _sizes.Length; i++)
        {
            _target += _strides[i];
            if (++_place[i] < _sizes[i]) return;
            _target -= _strides[i] * _sizes[i];
            _place[i] = 0;
        }
    }
}

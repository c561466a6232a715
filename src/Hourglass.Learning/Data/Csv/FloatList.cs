using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Collects numbers in blocks, so that no more than twice their memory is ever taken.</summary>
/// <param name="name">What messages call the file that they come from.</param>
/// <param name="limit">The most bytes of memory for all numbers.</param>
internal sealed class FloatList(string name, long limit)
{
    private const int FirstBlock = 1 << 10, LargestBlock = 1 << 20;

    private readonly List<float[]> _full = [];
    private float[] _block = new float[FirstBlock];
    private int _used;

    /// <summary>Gets how many numbers there are.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a number.</summary>
    /// <exception cref="InvalidDataException">There are more than the limit allows.</exception>
    public void Add(float value)
    {
        if (_used == _block.Length)
        {
            _full.Add(_block);
            _block = new float[Math.Min(2 * _block.Length, LargestBlock)];
            _used = 0;
        }

        long most = Math.Min(limit / sizeof(float), Array.MaxLength);
        if (Count == most)
            throw new InvalidDataException(Phrase.Of($"{name}: found more than {most:N0} numbers, expected at most as many. Cut the file into parts."));
        _block[_used++] = value;
        Count++;
    }

    /// <summary>Joins the numbers.</summary>
    public float[] ToArray()
    {
        float[] all = new float[Count];
        int start = 0;
        foreach (float[] block in _full)
        {
            block.CopyTo(all, start);
            start += block.Length;
        }

        _block.AsSpan(0, _used).CopyTo(all.AsSpan(start));
        return all;
    }
}

namespace Hourglass.Numerics;

/// <summary>Adds up the products of all pairs of features over samples that come batch by batch.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>S = sum over samples of (x - s)(x - s)'</c> and <c>sum of (x - s)</c>, where s is the mean of the first block of samples: what
/// lies far from zero then loses no digits. <see cref="AboutMean"/> and <see cref="AboutOrigin"/> move S to where it is wanted.</para>
/// <para><b>Units</b> Blocks of 256 samples are multiplied in single precision and added up in double; with fewer than
/// <see cref="NarrowBelow"/> features everything is double.</para>
/// <para><b>Memory</b> 8 bytes per pair of features, 2 KiB per feature for a block; samples are not kept.</para>
/// <para><b>Determinism</b> Same bits for any number of workers, however the samples are cut into batches of whole blocks of 256.</para>
/// </remarks>
public sealed class ScatterMatrix
{
    /// <summary>Below so many features products are taken in double precision: they are few, and no tile is filled by them.</summary>
    public const int NarrowBelow = 64;

    /// <summary>The panels of one block: its strip of 32 features is 32 KiB, which the first-level cache holds.</summary>
    private const int BlockPanels = 8;

    private readonly float[] _shift;
    private readonly double[] _sums;
    private readonly int _strips;
    private readonly DoubleBuffer _products;
    private readonly FloatBuffer? _shifted;
    private readonly FloatBuffer? _transposed;

    /// <summary>Starts with no samples.</summary>
    /// <param name="features">The number of features; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="features"/> is not positive or above <see cref="SymmetricMatrix.LargestSize"/>.</exception>
    public ScatterMatrix(int features)
    {
        if (features is < 1 or > SymmetricMatrix.LargestSize)
            Throw.OutOfRange(nameof(features), features, $"1 to {SymmetricMatrix.LargestSize}");
        Features = features;
        _shift = new float[features];
        _sums = new double[features];
        _strips = DenseKernel.CeilingDivide(features, Tensor.PanelWidth);
        int padded = _strips * Tensor.PanelWidth;
        _products = new DoubleBuffer(padded * padded);
        if (features < NarrowBelow) return;
        _shifted = new FloatBuffer(BlockPanels * padded * Tensor.PanelWidth);
        _transposed = new FloatBuffer(_shifted.Length);
    }

    /// <summary>Gets the number of features.</summary>
    public int Features { get; }

    /// <summary>Gets the number of samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds samples.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The samples have another number of features.</exception>
    public void Add(Tensor batch, Workers workers)
    {
        if (batch.Rows != Features) Throw.Argument(nameof(batch), $"Received {batch.Rows} features, expected {Features}.");
        for (int panel = 0; panel < batch.Panels; panel += BlockPanels)
        {
            Tensor block = batch.SlicePanels(panel, Math.Min(BlockPanels, batch.Panels - panel));
            if (Count == 0) ChooseShift(block);
            if (_shifted is null) AddNarrow(block, workers);
            else AddWide(block, workers);
            Count += block.Columns;
        }
    }

    /// <summary>Computes the mean of each feature.</summary>
    public double[] Mean()
    {
        double[] mean = new double[Features];
        for (int i = 0; i < mean.Length; i++) mean[i] = _shift[i] + (_sums[i] / Count);
        return mean;
    }

    /// <summary>Computes <c>sum of (x - mean)(x - mean)'</c>.</summary>
    public SymmetricMatrix AboutMean() => Moved((i, j) => -_sums[i] * _sums[j] / Count);

    /// <summary>Computes <c>sum of x x'</c>.</summary>
    public SymmetricMatrix AboutOrigin() =>
        Moved((i, j) => (_shift[i] * _sums[j]) + (_shift[j] * _sums[i]) + ((double)_shift[i] * _shift[j] * Count));

    private SymmetricMatrix Moved(Func<int, int, double> difference)
    {
        SymmetricMatrix matrix = new(Features);
        ReadOnlySpan<double> products = _products.Span;
        int stride = _strips * Tensor.PanelWidth;
        for (int i = 0; i < Features; i++)
            for (int j = 0; j <= i; j++) matrix[i, j] = products[(i * stride) + j] + difference(i, j);
        return matrix;
    }

    private void ChooseShift(Tensor block)
    {
        ReadOnlySpan<float> values = block.Span;
        for (int row = 0; row < Features; row++)
        {
            double sum = 0;
            for (int column = 0; column < block.Columns; column++)
                sum += values[(column / Tensor.PanelWidth * block.PanelLength) + (row * Tensor.PanelWidth) + (column % Tensor.PanelWidth)];
            _shift[row] = (float)(sum / block.Columns);
        }
    }

    private unsafe void AddNarrow(Tensor block, Workers workers)
    {
        fixed (float* shift = _shift)
        fixed (double* sums = _sums)
        {
            NarrowScatterJob job = new()
            {
                X = block.Pointer,
                Columns = block.Columns,
                Features = Features,
                Shift = shift,
                Sums = sums,
                Products = _products.Pointer,
                Stride = _strips * Tensor.PanelWidth,
            };
            workers.For(Features, 8, job);
        }

        GC.KeepAlive(block.Buffer);
    }

    private unsafe void AddWide(Tensor block, Workers workers)
    {
        fixed (float* shift = _shift)
        fixed (double* sums = _sums)
        {
            ScatterShiftJob prepare = new()
            {
                X = block.Pointer,
                Panels = block.Panels,
                LastColumns = block.Columns - ((block.Panels - 1) * Tensor.PanelWidth),
                Features = Features,
                Strips = _strips,
                Shift = shift,
                Sums = sums,
                Shifted = _shifted!.Pointer,
                Transposed = _transposed!.Pointer,
            };
            workers.ForVectors(_strips, 1, prepare);
        }

        ScatterJob job = new()
        {
            Shifted = _shifted.Pointer,
            Transposed = _transposed.Pointer,
            Panels = block.Panels,
            Strips = _strips,
            Products = _products.Pointer,
        };
        workers.ForVectors(_strips * (_strips + 1) / 2, 1, job);
        GC.KeepAlive(block.Buffer);
    }
}

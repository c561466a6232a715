namespace Hourglass.Numerics;

/// <summary>Charges on a grid and the forces that they put on each other, by Fourier transforms of real numbers in two dimensions.</summary>
/// <remarks>
/// <para><b>Computes</b> <c>Fx[m] = sum over n of w[n] Kx(m - n)</c>, the same for Fy, and <c>sum over m, n of w[m] w[n] K(m - n)</c>, with
/// <c>K = 1 / (1 + d^2)</c>, <c>(Kx, Ky) = K^2 d</c>. The grid is padded to twice its sides, so that nothing wraps around.</para>
/// <para>One transform forth and two back: the sum of K needs no field, by Parseval's theorem, and the two forces come back as the real and
/// the imaginary part of one complex field.</para>
/// <para><b>Memory</b> Seven floats per number of the padded grid, in round figures. A call allocates nothing.</para>
/// <para><b>Determinism</b> Same bits for any number of workers.</para>
/// </remarks>
internal sealed unsafe class FieldGrid
{
    private const int Lanes = FourierLines.Lanes;

    private readonly FourierPlan _x;
    private readonly FourierPlan _y;
    private readonly FloatBuffer _kernel;
    private readonly FloatBuffer _spectrum;
    private readonly FloatBuffer[] _scratch;
    private readonly double[] _sums;
    private readonly int _columnBlocks;

    /// <summary>Makes a grid.</summary>
    /// <param name="lengthX">The nodes along x, padding included; a length of <see cref="FourierPlan"/>. Half of them carry charges.</param>
    /// <param name="lengthY">The nodes along y.</param>
    /// <param name="workers">The team that will use it.</param>
    public FieldGrid(int lengthX, int lengthY, Workers workers)
    {
        _x = new FourierPlan(lengthX);
        _y = new FourierPlan(lengthY);
        NodesX = lengthX / 2;
        NodesY = lengthY / 2;
        Stride = Round(NodesY, 2 * Lanes);
        _columnBlocks = DenseKernel.CeilingDivide((lengthX / 2) + 1, Lanes);
        Charges = new FloatBuffer(NodesX * Stride);
        ForceX = new FloatBuffer(NodesX * Stride);
        ForceY = new FloatBuffer(NodesX * Stride);
        _kernel = new FloatBuffer(checked(3 * _columnBlocks * Lanes * lengthY));
        _spectrum = new FloatBuffer(checked(4 * _columnBlocks * Lanes * Round(lengthY, 2 * Lanes)));
        _sums = new double[_columnBlocks];
        _scratch = new FloatBuffer[workers.Count];
        for (int i = 0; i < _scratch.Length; i++) _scratch[i] = new FloatBuffer(4 * Lanes * Math.Max(lengthX, Round(lengthY, 2 * Lanes)));
    }

    /// <summary>Gets the nodes along x that carry charges.</summary>
    public int NodesX { get; }

    /// <summary>Gets the nodes along y that carry charges.</summary>
    public int NodesY { get; }

    /// <summary>Gets the floats from one x to the next.</summary>
    public int Stride { get; }

    /// <summary>Gets the charges, <c>[x][y]</c>.</summary>
    public FloatBuffer Charges { get; }

    /// <summary>Gets the forces along x.</summary>
    public FloatBuffer ForceX { get; }

    /// <summary>Gets the forces along y.</summary>
    public FloatBuffer ForceY { get; }

    /// <summary>Prepares for a distance between nodes.</summary>
    /// <param name="spacing">The distance.</param>
    /// <param name="workers">The team.</param>
    public void SetSpacing(double spacing, Workers workers)
    {
        float[] alongX = new float[_columnBlocks * Lanes], alongY = new float[_y.Length];
        for (int k = 0; k < alongX.Length; k++) alongX[k] = SmoothingOf(k, _x.Length);
        for (int k = 0; k < alongY.Length; k++) alongY[_y.Position[k]] = SmoothingOf(k, _y.Length);
        foreach (FieldKernel kernel in (ReadOnlySpan<FieldKernel>)[FieldKernel.Similarity, FieldKernel.ForceX, FieldKernel.ForceY])
        {
            int stride = Round(_y.Length, 2 * Lanes);
            SpectrumRowsJob rows = NewRowsJob(stride) with { Kernel = kernel, Spacing = spacing };
            workers.ForVectors(stride / (2 * Lanes), 1, rows);
            workers.ForVectors(_columnBlocks, 1, new KernelColumnsJob
            {
                Plan = _y,
                Kernel = kernel,
                Smoothing = alongY,
                SmoothingX = alongX,
                Scale = 1f / ((float)_x.Length * _y.Length),
                Spectrum = Spectrum(stride),
                Weights = _kernel.Pointer,
                Scratch = _scratch,
            });
        }
    }

    /// <summary>Computes the forces of the charges.</summary>
    /// <param name="workers">The team.</param>
    /// <returns>The sum of the similarities of all pairs of charges, each with itself included.</returns>
    public double Solve(Workers workers)
    {
        Convolve(ForceX, ForceY, isPotential: false, workers);
        double total = 0;
        foreach (double sum in _sums) total += sum;
        return total;
    }

    /// <summary>Computes the sum of similarities at each node.</summary>
    /// <param name="potential">Receives it, laid out as the charges are.</param>
    /// <param name="rest">As long; receives what is zero but for rounding.</param>
    /// <param name="workers">The team.</param>
    public void SolvePotential(FloatBuffer potential, FloatBuffer rest, Workers workers) => Convolve(potential, rest, isPotential: true, workers);

    private void Convolve(FloatBuffer first, FloatBuffer second, bool isPotential, Workers workers)
    {
        workers.ForVectors(Stride / (2 * Lanes), 1, NewRowsJob(Stride) with { Charges = Charges.Pointer });
        fixed (double* sums = _sums)
        {
            workers.ForVectors(_columnBlocks, 1, new FieldColumnsJob
            {
                Plan = _y,
                Half = _x.Length / 2,
                Spectrum = Spectrum(Stride),
                Weights = _kernel.Pointer,
                Scratch = _scratch,
                Sums = sums,
                IsPotential = isPotential,
            });
        }

        workers.ForVectors(Stride / Lanes, 1, new FieldRowsJob
        {
            Plan = _x,
            Nodes = NodesX,
            Spectrum = Spectrum(Stride),
            ForceX = first.Pointer,
            ForceY = second.Pointer,
            Scratch = _scratch,
        });
        GC.KeepAlive(this);
    }

    /// <summary>What a frequency of a kernel has to be divided by so that spreading and reading by cubic splines comes nearest to it on
    /// average over all places: <c>(sum over aliases of B^2)^2 / B^2</c>, B the spline's frequencies.</summary>
    private static float SmoothingOf(int frequency, int length)
    {
        double k = 2 * Math.PI * frequency / length;
        if (frequency > length / 2) k = 2 * Math.PI * (frequency - length) / length;
        double aliases = (2416 + (2382 * Math.Cos(k)) + (240 * Math.Cos(2 * k)) + (2 * Math.Cos(3 * k))) / 5040;
        double spline = k == 0 ? 1 : Math.Pow(Math.Sin(k / 2) / (k / 2), 4);
        return (float)(aliases * aliases / (spline * spline));
    }

    private static int Round(int value, int multiple) => DenseKernel.CeilingDivide(value, multiple) * multiple;

    private SpectrumRowsJob NewRowsJob(int stride) => new()
    {
        Plan = _x,
        Nodes = NodesX,
        Height = _y.Length,
        Spectrum = Spectrum(stride),
        Scratch = _scratch,
    };

    private FieldSpectrum Spectrum(int stride)
    {
        nint part = (nint)_columnBlocks * Lanes * stride;
        float* first = _spectrum.Pointer;
        return new FieldSpectrum { Re = first, Im = first + part, OtherRe = first + (2 * part), OtherIm = first + (3 * part), Stride = stride };
    }
}

/// <summary>What is convolved with the charges.</summary>
internal enum FieldKernel
{
    /// <summary>1 / (1 + d^2).</summary>
    Similarity,

    /// <summary>Its square times the distance along x.</summary>
    ForceX,

    /// <summary>Its square times the distance along y.</summary>
    ForceY,
}

/// <summary>Half of the frequencies along x, for each y: two fields of complex numbers, <c>[frequency][y]</c>.</summary>
internal unsafe struct FieldSpectrum
{
    public float* Re;
    public float* Im;
    public float* OtherRe;
    public float* OtherIm;
    public int Stride;
}

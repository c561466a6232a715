namespace Hourglass.Numerics;

/// <summary>The term that a loss sums over features.</summary>
public enum LossTerm
{
    /// <summary><c>(y - t)^2</c>.</summary>
    Squared,

    /// <summary><c>|y - t|</c>.</summary>
    Absolute,

    /// <summary><c>(y - t)^2 / 2</c> where <c>|y - t|</c> is below 1, <c>|y - t| - 1/2</c> elsewhere.</summary>
    Huber,

    /// <summary><c>-(t log y + (1 - t) log(1 - y))</c>, y clamped to [1e-7, 1 - 1e-7].</summary>
    BinaryCrossEntropy,

    /// <summary>The same of a sigmoid output; the gradient is that of the sum before the sigmoid.</summary>
    BinaryCrossEntropyOfSigmoid,

    /// <summary>The same of a logit: <c>softplus(y) - t y</c>.</summary>
    BinaryCrossEntropyOfLogit,

    /// <summary><c>-t log y</c>, y at least 1e-7.</summary>
    Categorical,

    /// <summary>The same of a softmax output; the gradient is that of the sums before the softmax.</summary>
    CategoricalOfSoftmax,
}

/// <summary>Sums a loss over a batch and writes its gradient.</summary>
public static class LossKernel
{
    /// <summary>The features of a block, which has one partial sum for each panel of samples.</summary>
    public const int BlockRows = 64;

    /// <summary>Counts the partial sums of a batch.</summary>
    /// <param name="rows">Features of the output.</param>
    /// <param name="columns">The number of samples.</param>
    public static int PartialCount(int rows, int columns) =>
        Tensor.PanelsFor(columns) * DenseKernel.CeilingDivide(rows, BlockRows);

    /// <summary>Computes partial sums of <c>term(y, t)</c> over features and samples and, on request, <c>scale * term'</c>.</summary>
    /// <remarks><b>Determinism</b> Blocks of a fixed size; the sum of the partial sums in order is the same to the bit for any number of
    /// workers, and whether the batch is passed whole or panel by panel.</remarks>
    /// <param name="term">The term.</param>
    /// <param name="y">The output.</param>
    /// <param name="target">The target, of the same size.</param>
    /// <param name="gradient">Receives the gradient; padding columns become zero. Null where only the value is wanted.</param>
    /// <param name="scale">The factor of the gradient: 1 / samples, or 1 / (samples * features).</param>
    /// <param name="partials">Receives <see cref="PartialCount"/> sums, not scaled.</param>
    /// <param name="workers">The team.</param>
    /// <param name="columns">Receives what each sample adds to each of the partial sums, <see cref="Tensor.PanelWidth"/> numbers for one sum and
    /// zeros for padding; empty, the default, where only the sums are wanted.</param>
    /// <exception cref="ArgumentException">Output, target and gradient differ in size, or there is too little room for the sums.</exception>
    public static unsafe void Run(
        LossTerm term,
        Tensor y,
        Tensor target,
        Tensor? gradient,
        float scale,
        Span<double> partials,
        Workers workers,
        Span<float> columns = default)
    {
        if (target.Rows != y.Rows || target.Columns != y.Columns)
            Throw.Argument(nameof(target), $"Received {target.Rows} x {target.Columns}, expected {y.Rows} x {y.Columns} as in the output.");
        if (gradient is { } wanted && (wanted.Rows != y.Rows || wanted.Columns != y.Columns))
            Throw.Argument(nameof(gradient), $"Received {wanted.Rows} x {wanted.Columns}, expected {y.Rows} x {y.Columns} as in the output.");
        int items = PartialCount(y.Rows, y.Columns);
        if (partials.Length < items) Throw.Argument(nameof(partials), $"Received room for {partials.Length} sums, expected {items}.");
        if (!columns.IsEmpty && columns.Length < items * Tensor.PanelWidth)
            Throw.Argument(nameof(columns), $"Received room for {columns.Length} numbers, expected {items * Tensor.PanelWidth}.");

        fixed (double* sums = partials)
        fixed (float* columnSums = columns)
        {
            LossJob job = new()
            {
                Term = term,
                Y = y.Pointer,
                Target = target.Pointer,
                Gradient = gradient is { } g ? g.Pointer : null,
                Rows = y.Rows,
                Columns = y.Columns,
                Scale = scale,
                Sums = sums,
                ColumnSums = columnSums,
            };
            workers.ForVectors(items, 2, job);
        }

        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(target.Buffer);
        GC.KeepAlive(gradient?.Buffer);
    }
}

/// <summary>Items are (panel of samples, block of rows).</summary>
internal unsafe struct LossJob : IVectorJob
{
    public LossTerm Term;
    public float* Y;
    public float* Target;
    public float* Gradient;
    public int Rows;
    public int Columns;
    public float Scale;
    public double* Sums;

    /// <summary>One number for each column of each item; null where nobody asks.</summary>
    public float* ColumnSums;

    public readonly void Run<TWidth, TVec>(int start, int end, int worker)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
    {
        for (int item = start; item < end; item++)
        {
            Sums[item] = Term switch
            {
                LossTerm.Squared => Block<TWidth, TVec, SquaredTerm>(item),
                LossTerm.Absolute => Block<TWidth, TVec, AbsoluteTerm>(item),
                LossTerm.Huber => Block<TWidth, TVec, HuberTerm>(item),
                LossTerm.BinaryCrossEntropy => Block<TWidth, TVec, CrossEntropyOfProbability>(item),
                LossTerm.BinaryCrossEntropyOfSigmoid => Block<TWidth, TVec, CrossEntropyOfSigmoid>(item),
                LossTerm.BinaryCrossEntropyOfLogit => Block<TWidth, TVec, CrossEntropyOfLogit>(item),
                LossTerm.Categorical => Block<TWidth, TVec, CategoricalTerm>(item),
                _ => Block<TWidth, TVec, CategoricalOfSoftmax>(item),
            };
        }
    }

    private readonly double Block<TWidth, TVec, TTerm>(int item)
        where TWidth : struct, IWidth<TVec>
        where TVec : struct
        where TTerm : struct, ILossTerm
    {
        int blocks = DenseKernel.CeilingDivide(Rows, LossKernel.BlockRows);
        int panel = item / blocks, row = item % blocks * LossKernel.BlockRows;
        int rows = Math.Min(LossKernel.BlockRows, Rows - row);
        nint place = (((nint)panel * Rows) + row) * Tensor.PanelWidth;

        float* weights = stackalloc float[Tensor.PanelWidth];
        ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);

        double sum = 0;
        for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
        {
            TVec weight = TWidth.Load(weights + column), total = TWidth.Broadcast(0);
            TVec scale = TWidth.Multiply(weight, TWidth.Broadcast(Scale));
            for (int i = 0; i < rows; i++)
            {
                nint index = place + (i * Tensor.PanelWidth) + column;
                TVec y = TWidth.Load(Y + index), t = TWidth.Load(Target + index);
                total = TWidth.Fma(weight, TTerm.Value<TWidth, TVec>(y, t), total);
                if (Gradient != null) TWidth.Store(Gradient + index, TWidth.Multiply(scale, TTerm.Gradient<TWidth, TVec>(y, t)));
            }

            if (ColumnSums != null) TWidth.Store(ColumnSums + ((nint)item * Tensor.PanelWidth) + column, total);
            sum += TWidth.Sum(total);
        }

        return sum;
    }
}

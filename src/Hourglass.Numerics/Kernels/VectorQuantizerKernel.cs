namespace Hourglass.Numerics;

/// <summary>Replaces vectors by the nearest ones of a codebook.</summary>
/// <remarks>
/// <para><b>Shapes</b> A sample is a row of vectors, each of <c>dimension</c> neighbouring features: of an image with as many channels, one
/// vector per place. A codebook is its vectors one after the other.</para>
/// <para><b>Determinism</b> Same bits for any number of workers; of two vectors at the same distance the first is taken.</para>
/// </remarks>
public static class VectorQuantizerKernel
{
    /// <summary>Finds the nearest vector of the codebook for each vector of each sample.</summary>
    /// <param name="x">The samples.</param>
    /// <param name="codebook">The codebook.</param>
    /// <param name="dimension">The numbers of one vector.</param>
    /// <param name="y">Receives the vectors of the codebook.</param>
    /// <param name="indices">Receives which, as numbers: one row for each vector of a sample, laid out like a batch; empty where nobody asks.</param>
    /// <param name="distances">Receives for each panel the sum of the squared distances; empty where nobody asks.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void Forward(
        Tensor x, BufferRange codebook, int dimension, Tensor y, BufferRange indices, Span<double> distances, Workers workers)
    {
        CheckSizes(x, y, nameof(y));
        if (indices.Length != 0) CheckIndices(x, dimension, indices);
        if (!distances.IsEmpty && distances.Length < x.Panels)
            Throw.Argument(nameof(distances), $"Received room for {distances.Length} sums, expected {x.Panels}, one per panel.");
        fixed (double* sums = distances)
        {
            ForwardJob job = new()
            {
                X = x.Pointer,
                Codebook = codebook.Pointer,
                Codes = codebook.Length / dimension,
                Dimension = dimension,
                Vectors = x.Rows / dimension,
                Columns = x.Columns,
                Y = y.Pointer,
                Indices = indices.Pointer,
                Sums = sums,
            };
            workers.ForVectors(x.Panels, 1, job);
        }

        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(codebook.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(indices.Buffer);
    }

    /// <summary>Computes <c>dX = dY + scale * (X - Y)</c>: the gradient passes straight through, and the vectors are drawn to the codebook.</summary>
    /// <param name="x">The samples.</param>
    /// <param name="y">The vectors of the codebook.</param>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="scale">The weight of the commitment.</param>
    /// <param name="dx">Receives the gradient of the input; padding columns become zero.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static unsafe void InputGradient(Tensor x, Tensor y, Tensor dy, float scale, Tensor dx, Workers workers)
    {
        CheckSizes(x, y, nameof(y));
        CheckSizes(x, dy, nameof(dy));
        CheckSizes(x, dx, nameof(dx));
        workers.ForVectors(dx.Panels, 1, new InputGradientJob
        {
            X = x.Pointer,
            Y = y.Pointer,
            Dy = dy.Pointer,
            Scale = scale,
            Dx = dx.Pointer,
            Rows = x.Rows,
            Columns = x.Columns,
        });
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(y.Buffer);
        GC.KeepAlive(dy.Buffer);
        GC.KeepAlive(dx.Buffer);
    }

    /// <summary>Adds <c>scale * (e - x)</c> to the gradient of each vector e for each x that chose it.</summary>
    /// <remarks>A vector that nothing chose gets <c>revival * (e - x)</c> for one x of the batch at random.</remarks>
    /// <param name="x">The samples.</param>
    /// <param name="indices">From <see cref="Forward"/>.</param>
    /// <param name="codebook">The codebook.</param>
    /// <param name="dimension">The numbers of one vector.</param>
    /// <param name="scale">The weight of a choice.</param>
    /// <param name="revival">The weight where there is none.</param>
    /// <param name="key">Draws the x for those.</param>
    /// <param name="gradient">The gradient of the codebook, to which is added.</param>
    /// <param name="workers">The team.</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static unsafe void CodebookGradient(
        Tensor x, BufferRange indices, BufferRange codebook, int dimension, float scale, float revival, RandomKey key, BufferRange gradient, Workers workers)
    {
        CheckIndices(x, dimension, indices);
        if (gradient.Length != codebook.Length) Throw.Argument(nameof(gradient), $"Received {gradient.Length} floats, expected {codebook.Length}.");
        CodebookGradientJob job = new()
        {
            X = x.Pointer,
            Indices = indices.Pointer,
            Codebook = codebook.Pointer,
            Dimension = dimension,
            Vectors = x.Rows / dimension,
            Columns = x.Columns,
            Scale = scale,
            Revival = revival,
            Key = key,
            Gradient = gradient.Pointer,
        };
        workers.For(codebook.Length / dimension, 16, job);
        GC.KeepAlive(x.Buffer);
        GC.KeepAlive(indices.Buffer);
        GC.KeepAlive(codebook.Buffer);
        GC.KeepAlive(gradient.Buffer);
    }

    private static void CheckSizes(Tensor expected, Tensor received, string parameter)
    {
        if (received.Rows != expected.Rows || received.Columns != expected.Columns)
            Throw.Argument(parameter, $"Received {received.Rows} x {received.Columns}, expected {expected.Rows} x {expected.Columns}.");
    }

    private static void CheckIndices(Tensor x, int dimension, BufferRange indices)
    {
        if (indices.Length * dimension < x.Length)
            Throw.Argument(nameof(indices), $"Received room for {indices.Length} indices, expected {x.Length / dimension}, one per vector and column.");
    }

    /// <summary>Items are panels of samples.</summary>
    private unsafe struct ForwardJob : IVectorJob
    {
        public float* X;
        public float* Codebook;
        public int Codes;
        public int Dimension;
        public int Vectors;
        public int Columns;
        public float* Y;
        public float* Indices;
        public double* Sums;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* weights = stackalloc float[Tensor.PanelWidth], unkept = stackalloc float[Tensor.PanelWidth];
            for (int panel = start; panel < end; panel++)
            {
                ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), 1);
                double sum = 0;
                for (int vector = 0; vector < Vectors; vector++)
                {
                    nint row = ((nint)panel * Vectors) + vector, place = row * Dimension * Tensor.PanelWidth;
                    float* indices = Indices == null ? unkept : Indices + (row * Tensor.PanelWidth);
                    for (int column = 0; column < Tensor.PanelWidth; column += TWidth.Count)
                    {
                        TVec distance = Nearest<TWidth, TVec>(X + place + column, out TVec index);
                        TWidth.Store(indices + column, index);
                        sum += TWidth.Sum(TWidth.Multiply(TWidth.Load(weights + column), distance));
                    }

                    Copy(indices, Y + place);
                }

                if (Sums != null) Sums[panel] = sum;
            }
        }

        private readonly TVec Nearest<TWidth, TVec>(float* x, out TVec index)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            TVec least = TWidth.Broadcast(float.PositiveInfinity);
            index = TWidth.Broadcast(0);
            float* code = Codebook;
            for (int i = 0; i < Codes; i++, code += Dimension)
            {
                TVec distance = TWidth.Broadcast(0);
                for (int d = 0; d < Dimension; d++)
                {
                    TVec difference = TWidth.Subtract(TWidth.Load(x + (d * Tensor.PanelWidth)), TWidth.Broadcast(code[d]));
                    distance = TWidth.Fma(difference, difference, distance);
                }

                TVec isLess = TWidth.LessThan(distance, least);
                least = TWidth.Select(isLess, distance, least);
                index = TWidth.Select(isLess, TWidth.Broadcast(i), index);
            }

            return least;
        }

        private readonly void Copy(float* indices, float* y)
        {
            for (int column = 0; column < Tensor.PanelWidth; column++)
            {
                float* code = Codebook + ((nint)indices[column] * Dimension);
                for (int d = 0; d < Dimension; d++) y[(d * Tensor.PanelWidth) + column] = code[d];
            }
        }
    }

    /// <summary>Items are panels of samples.</summary>
    private unsafe struct InputGradientJob : IVectorJob
    {
        public float* X;
        public float* Y;
        public float* Dy;
        public float Scale;
        public float* Dx;
        public int Rows;
        public int Columns;

        public readonly void Run<TWidth, TVec>(int start, int end, int worker)
            where TWidth : struct, IWidth<TVec>
            where TVec : struct
        {
            float* weights = stackalloc float[Tensor.PanelWidth];
            nint length = (nint)Rows * Tensor.PanelWidth;
            for (int panel = start; panel < end; panel++)
            {
                ColumnWeights.Fill(weights, Columns - (panel * Tensor.PanelWidth), Scale);
                for (nint i = panel * length; i < (panel + 1) * length; i += TWidth.Count)
                {
                    TVec difference = TWidth.Subtract(TWidth.Load(X + i), TWidth.Load(Y + i));
                    TWidth.Store(Dx + i, TWidth.Fma(TWidth.Load(weights + (i % Tensor.PanelWidth)), difference, TWidth.Load(Dy + i)));
                }
            }
        }
    }

    /// <summary>Items are vectors of the codebook; each looks for its own among all choices, in their order.</summary>
    private unsafe struct CodebookGradientJob : IRangeJob
    {
        /// <summary>The vectors of one walk over the choices: as many as a word has flags.</summary>
        private const int Block = 64;

        public float* X;
        public float* Indices;
        public float* Codebook;
        public int Dimension;
        public int Vectors;
        public int Columns;
        public float Scale;
        public float Revival;
        public RandomKey Key;
        public float* Gradient;

        public readonly void Run(int start, int end, int worker)
        {
            for (int first = start; first < end; first += Block) RunBlock(first, Math.Min(first + Block, end));
        }

        private readonly void RunBlock(int start, int end)
        {
            ulong chosen = 0;
            for (int choice = 0; choice < Columns * Vectors; choice++)
            {
                int code = (int)Indices[Place(choice)];
                if (code < start || code >= end) continue;
                chosen |= 1ul << (code - start);
                Add(code, choice, Scale);
            }

            if (Revival == 0) return;
            for (int code = start; code < end; code++)
                if ((chosen >> (code - start) & 1) == 0) Add(code, Key.Below(code, Columns * Vectors), Revival);
        }

        /// <summary>Finds a choice, counted sample after sample, among the indices.</summary>
        private readonly nint Place(int choice)
        {
            int column = choice / Vectors, vector = choice % Vectors;
            return ((((nint)(column / Tensor.PanelWidth) * Vectors) + vector) * Tensor.PanelWidth) + (column % Tensor.PanelWidth);
        }

        private readonly void Add(int code, int choice, float scale)
        {
            int column = choice / Vectors, vector = choice % Vectors;
            float* x = X + (((((nint)(column / Tensor.PanelWidth) * Vectors) + vector) * Dimension * Tensor.PanelWidth) + (column % Tensor.PanelWidth));
            float* e = Codebook + ((nint)code * Dimension), gradient = Gradient + ((nint)code * Dimension);
            for (int d = 0; d < Dimension; d++) gradient[d] += scale * (e[d] - x[d * Tensor.PanelWidth]);
        }
    }
}

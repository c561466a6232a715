using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A row of an <see cref="ImageChart"/>.</summary>
/// <param name="Name">What stands before the row, such as the name of a model; nothing where empty.</param>
/// <param name="Images">The images from left to right.</param>
public sealed record ChartImages(string Name, IReadOnlyList<Bitmap> Images)
{
    /// <summary>Gets what stands below the name, such as the error of the model; nothing by default.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Gets what stands below each image, such as its distance; nothing by default. Where there are fewer, the last images stay bare.</summary>
    public IReadOnlyList<string> Captions { get; init; } = [];
}

/// <summary>Rows of images with names before them: originals over what models make of them, samples beside their neighbours, filters.</summary>
/// <remarks>All images are drawn as large as the first would be, and stay squares of pixels. A chart without an image is empty.</remarks>
public sealed record ImageChart : Chart
{
    private const double Gap = 5, RowGap = 9, NameGap = 14, WideGap = 16, LineHeight = 16, MostNames = 200;

    /// <summary>Gets the rows from top to bottom.</summary>
    public required IReadOnlyList<ChartImages> Rows { get; init; }

    /// <summary>Gets what stands above each column; nothing by default.</summary>
    public IReadOnlyList<string> ColumnNames { get; init; } = [];

    /// <summary>Gets the width of an image in pixels; 56 by default, in which the pixels of a digit of 28 x 28 are seen and ten fit a page.</summary>
    public double ImageWidth { get; init; } = 56;

    /// <summary>Gets how many columns at the left stand apart, such as the sample before its neighbours; none by default.</summary>
    public int ApartLeft { get; init; }

    /// <summary>Gets how many columns at the right stand apart, such as the end of a path; none by default.</summary>
    public int ApartRight { get; init; }

    /// <summary>Gets the value that the strongest colour of <see cref="DivergingMap"/> stands for, to draw its scale below; no scale by default.</summary>
    public double? ColorLimit { get; init; }

    /// <summary>Gets the width in pixels, which the images decide.</summary>
    public override double Width => Math.Max(Column(Columns) - Gap, ColorLimit is null ? 1 : ColorScale.Width);

    /// <inheritdoc/>
    public override double Height => Math.Max(Row(Rows.Count) - RowGap, 1) + (ColorLimit is null ? 0 : ColorScale.Height);

    private int Columns => Rows.Select(static row => row.Images.Count).DefaultIfEmpty().Max();

    private double Names => Math.Min(Rows.Select(static row => Math.Max(ChartText.Width(row.Name), ChartText.Width(row.Detail))).DefaultIfEmpty().Max(), MostNames);

    private double ImageHeight => Rows.SelectMany(static row => row.Images).FirstOrDefault() is { } image ? ImageWidth * image.Height / image.Width : 0;

    /// <summary>Shows originals over what models make of them.</summary>
    /// <param name="originals">The images that all models were given.</param>
    /// <param name="models">For each model its name and its images, in the order of the originals.</param>
    /// <exception cref="ArgumentException">A model has another number of images.</exception>
    public static ImageChart Reconstructions(IReadOnlyList<Bitmap> originals, IReadOnlyList<ChartImages> models)
    {
        ArgumentNullException.ThrowIfNull(originals);
        ArgumentNullException.ThrowIfNull(models);
        if (models.FirstOrDefault(model => model.Images.Count != originals.Count) is { } odd)
            throw new ArgumentException($"Received {odd.Images.Count} images of {odd.Name}, expected {originals.Count}, one for each original.", nameof(models));
        return new()
        {
            Description = Phrase.Of($"{originals.Count} images, and below each what {string.Join(", ", models.Select(static model => model.Name))} make of it."),
            Rows = [new ChartImages(Phrase.Of("original"), originals), .. models],
        };
    }

    /// <summary>Shows filters in colours that say their signs, with the scale of the colours below.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="columns">Filters in a row; 8 by default, in which each is still seen on a telephone.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of columns is not positive.</exception>
    public static ImageChart Filters(ImageBatch filters, int columns = 8)
    {
        ArgumentNullException.ThrowIfNull(filters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        float limit = DivergingMap.Limit(filters.Pixels.Span);
        return new()
        {
            Description = Phrase.Of($"{filters.Count} filters: blue below zero, red above, up to {Numbers.Format(limit)}."),
            Rows = [.. Enumerable.Range(0, filters.Count).Chunk(columns).Select(row => new ChartImages("", [.. row.Select(i => DivergingMap.ToBitmap(filters, i, limit))]))],
            ColorLimit = limit,
        };
    }

    private protected override void Draw(ICanvas canvas)
    {
        for (int column = 0; column < Math.Min(ColumnNames.Count, Columns); column++)
            canvas.Text(ChartText.Fit(ColumnNames[column], ImageWidth + Gap), Column(column) + (ImageWidth / 2), 12, TextStyle.Name.Centered);
        for (int row = 0; row < Rows.Count; row++) DrawRow(canvas, Rows[row], Row(row));
        if (ColorLimit is { } limit) ColorScale.Draw(canvas, limit, Height - ColorScale.Height);
    }

    private void DrawRow(ICanvas canvas, ChartImages row, double top)
    {
        double right = Column(0) - NameGap, middle = top + (ImageHeight / 2) + 4;
        bool two = row.Detail.Length > 0;
        canvas.Text(ChartText.Fit(row.Name, Names), right, two ? middle - 7 : middle, TextStyle.Name.Right);
        if (two) canvas.Text(ChartText.Fit(row.Detail, Names), right, middle + 9, TextStyle.Plain.Right);
        for (int column = 0; column < row.Images.Count; column++)
        {
            double left = Column(column);
            canvas.Image(row.Images[column], new CanvasBox(left, top, ImageWidth, ImageHeight));
            if (column >= row.Captions.Count) continue;
            string caption = ChartText.Fit(row.Captions[column], ImageWidth + Gap);
            canvas.Text(caption, left + (ImageWidth / 2), top + ImageHeight + 13, TextStyle.Plain.Centered);
        }
    }

    /// <summary>Finds where a column begins.</summary>
    private double Column(int index)
    {
        double left = Names > 0 ? Names + NameGap : 0;
        bool passedLeft = ApartLeft > 0 && index >= ApartLeft, passedRight = ApartRight > 0 && index >= Columns - ApartRight;
        return left + (index * (ImageWidth + Gap)) + (passedLeft ? WideGap - Gap : 0) + (passedRight ? WideGap - Gap : 0);
    }

    /// <summary>Finds where a row begins.</summary>
    private double Row(int index)
    {
        double captions = Rows.Take(index).Sum(static row => row.Captions.Count > 0 ? LineHeight : 0);
        return (ColumnNames.Count > 0 ? LineHeight + 4 : 0) + captions + (index * (ImageHeight + RowGap));
    }
}

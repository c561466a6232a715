using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>A confusion matrix: a row for each class, a column for each answer, counts and shares of the row.</summary>
/// <remarks>
/// <b>Computes</b> The darkness of a cell follows the square root of its share of the row: mistakes of one in a hundred are seen beside nine
/// hits in ten.
/// </remarks>
public sealed record ConfusionChart : Chart
{
    private const double LeastCell = 46, MostCell = 76, CellHeight = 38, Top = 48, NameGap = 8, ErrorRoom = 58, SmallSize = 10;

    // The shares that the scale of colours names.
    private static readonly double[] Marks = [0, 0.01, 0.05, 0.2, 0.5, 1];

    /// <summary>Gets the counts.</summary>
    public required ConfusionMatrix Counts { get; init; }

    /// <summary>Gets the names of the classes, one for each.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Gets the width in pixels, which the classes decide.</summary>
    public override double Width => Left + (Counts.Classes * Cell) + ErrorRoom;

    /// <inheritdoc/>
    public override double Height => Top + (Counts.Classes * CellHeight) + 48;

    private double Cell => Math.Clamp(ClassNames.Select(name => ChartText.Width(name)).DefaultIfEmpty().Max() + 8, LeastCell, MostCell);

    private double Left => 24 + NameGap + Math.Min(ClassNames.Select(name => ChartText.Width(name)).DefaultIfEmpty().Max(), 120);

    private protected override void Draw(ICanvas canvas)
    {
        if (ClassNames.Count != Counts.Classes)
            throw new InvalidOperationException($"Received {ClassNames.Count} names of classes, expected {Counts.Classes}, one for each.");
        double right = Left + (Counts.Classes * Cell);
        canvas.Text(Phrase.Of("taken for"), (Left + right) / 2, 13, TextStyle.Name.Centered);
        canvas.Text(Phrase.Of("class"), Left - NameGap, 13, TextStyle.Name.Right);
        canvas.Text(Phrase.Of("error"), right + ErrorRoom - 6, Top - 10, TextStyle.Name.Right);
        for (int i = 0; i < Counts.Classes; i++)
        {
            canvas.Text(ChartText.Fit(ClassNames[i], Cell - 4), Left + ((i + 0.5) * Cell), Top - 10, TextStyle.Name.Centered);
            DrawRow(canvas, i, right);
        }

        DrawScale(canvas, Top + (Counts.Classes * CellHeight) + 16);
    }

    private void DrawRow(ICanvas canvas, int label, double right)
    {
        double y = Top + (label * CellHeight), middle = y + (CellHeight / 2);
        long total = 0;
        for (int answer = 0; answer < Counts.Classes; answer++) total += Counts[label, answer];
        canvas.Text(ChartText.Fit(ClassNames[label], Left - NameGap), Left - NameGap, middle + 4, TextStyle.Name.Right);
        for (int answer = 0; answer < Counts.Classes; answer++)
            DrawCell(canvas, Counts[label, answer], total, new CanvasBox(Left + (answer * Cell), y, Cell, CellHeight));
        string error = total == 0 ? "–" : (100.0 * (total - Counts[label, label]) / total).ToString("0.0", CultureInfo.InvariantCulture) + " %";
        canvas.Text(error, right + ErrorRoom - 6, middle + 4, TextStyle.Plain.Right);
    }

    private static void DrawCell(ICanvas canvas, int count, long total, CanvasBox box)
    {
        double share = total == 0 ? 0 : (double)count / total, depth = Math.Sqrt(share), middle = box.X + (box.Width / 2);
        canvas.Rectangle(new CanvasBox(box.X + 0.5, box.Y + 0.5, box.Width - 1, box.Height - 1), Paint.Filled(SequentialMap.Shade(depth)), round: 2);
        Ink letters = SequentialMap.LettersOn(depth);
        if (count == 0) return;
        canvas.Text(count.ToString("#,##0", CultureInfo.InvariantCulture), middle, box.Y + 17, new TextStyle { Ink = letters, Anchor = TextAnchor.Middle });
        canvas.Text(Percent(share) + " %", middle, box.Y + 31, new TextStyle { Ink = letters, Size = SmallSize, Anchor = TextAnchor.Middle });
    }

    private void DrawScale(ICanvas canvas, double y)
    {
        const double Step = 46;
        string name = Phrase.Of("share of the class");
        canvas.Text(name, Left, y + 12, TextStyle.Plain);
        double left = Left + ChartText.Width(name) + 12;
        for (int i = 0; i < Marks.Length; i++)
        {
            double depth = Math.Sqrt(Marks[i]);
            CanvasBox box = new(left + (i * Step), y - 2, Step, 20);
            canvas.Rectangle(box, Paint.Filled(SequentialMap.Shade(depth)));
            canvas.Text($"{Percent(Marks[i])} %", box.X + (Step / 2), y + 12, new TextStyle { Ink = SequentialMap.LettersOn(depth), Size = SmallSize, Anchor = TextAnchor.Middle });
        }
    }

    private static string Percent(double share) =>
        (100 * share).ToString(share is 0 or >= 0.0995 || Math.Abs((100 * share) - Math.Round(100 * share)) < 1e-9 ? "0" : "0.0", CultureInfo.InvariantCulture);
}

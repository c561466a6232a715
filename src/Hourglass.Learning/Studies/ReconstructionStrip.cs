using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Keeps what a network makes of the same images after epochs, one file each, so that a resumed training has all of them.</summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="images">The images.</param>
/// <param name="interval">How many epochs are from one file to the next, the first epoch being the first; 1, every epoch, by default.</param>
internal sealed class ReconstructionStrip(string folder, ImageBatch images, int interval = 1) : TrainingCallback
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(400), LastFrameTime = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
        if ((epoch.Epoch - 1) % interval != 0) return;
        Directory.CreateDirectory(folder);
        ImageBatch answers = new(images.Shape, new Inference(context.Network, context.Workers).Reconstruct(images.Pixels.Span));
        Bitmap column = ImageGrid.Wrap(answers.ToBitmaps(), columns: 1, gap: 0);
        AtomicFile.Write(FileOf(epoch.Epoch), stream => Png.Write(stream, column));
    }

    /// <summary>Draws the epochs one below the other under the originals: all of few, some of many.</summary>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="most">The most rows.</param>
    public ImageChart Draw(int epochs, int most = 8)
    {
        int[] kept = Kept(epochs), shown = [.. PointSample.Evenly(kept.Length, most).Select(index => kept[index]).Append(kept[^1]).Distinct()];
        ChartImages[] rows = [new(Phrase.Of("original"), images.ToBitmaps()), .. shown.Select(epoch => new ChartImages(Phrase.Of($"epoch {epoch}"), Read(epoch)))];
        return new ImageChart { Description = Phrase.Of("Test images, and below them what the network makes of them after more and more epochs."), Rows = rows };
    }

    /// <summary>Makes a frame of every epoch: originals above, reconstructions below.</summary>
    public IReadOnlyList<GifFrame> Animate(int epochs)
    {
        Bitmap[] originals = images.ToBitmaps();
        int[] kept = Kept(epochs);
        return [.. kept.Select(epoch => new GifFrame(ImageGrid.Rows([originals, Read(epoch)]), epoch == kept[^1] ? LastFrameTime : FrameTime))];
    }

    /// <summary>Counts the pixels in which answers differ from those that were kept after an epoch.</summary>
    /// <param name="epoch">An epoch that was kept.</param>
    /// <param name="answers">The answers to the same images.</param>
    public int CountDifferences(int epoch, ImageBatch answers)
    {
        Bitmap[] kept = Read(epoch), now = answers.ToBitmaps();
        return Enumerable.Range(0, images.Count).Sum(i => kept[i].Pixels.Zip(now[i].Pixels).Count(static pair => pair.First != pair.Second));
    }

    private int[] Kept(int epochs) => [.. Enumerable.Range(1, epochs).Where(epoch => (epoch - 1) % interval == 0)];

    private string FileOf(int epoch) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch:0000}.png"));

    /// <summary>Reads the images of an epoch, which lie one below the other.</summary>
    private Bitmap[] Read(int epoch)
    {
        Bitmap column = Png.Read(FileOf(epoch));
        int height = column.Height / images.Count, size = column.Stride * height;
        return [.. Enumerable.Range(0, images.Count).Select(i => new Bitmap(column.Width, height, column.Channels, column.Pixels[(i * size)..((i + 1) * size)]))];
    }
}

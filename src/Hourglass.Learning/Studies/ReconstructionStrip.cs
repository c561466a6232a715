using System.Globalization;
using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Keeps what a network makes of the same images after every epoch, one file each, so that a resumed training has all of them.</summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="images">The images.</param>
internal sealed class ReconstructionStrip(string folder, ImageBatch images) : TrainingCallback
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(400), LastFrameTime = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override void OnEpoch(TrainingContext context, EpochRecord epoch)
    {
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
        int[] shown = [.. PointSample.Evenly(epochs, most).Select(static index => index + 1).Append(epochs).Distinct()];
        ChartImages[] rows = [new(Phrase.Of("original"), images.ToBitmaps()), .. shown.Select(epoch => new ChartImages(Phrase.Of($"epoch {epoch}"), Read(epoch)))];
        return new ImageChart { Description = Phrase.Of("Test images, and below them what the network makes of them after more and more epochs."), Rows = rows };
    }

    /// <summary>Makes a frame of every epoch: originals above, reconstructions below.</summary>
    public IReadOnlyList<GifFrame> Animate(int epochs)
    {
        Bitmap[] originals = images.ToBitmaps();
        return
        [
            .. Enumerable.Range(1, epochs).Select(epoch =>
                new GifFrame(ImageGrid.Rows([originals, Read(epoch)]), epoch == epochs ? LastFrameTime : FrameTime)),
        ];
    }

    private string FileOf(int epoch) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"epoch-{epoch:0000}.png"));

    /// <summary>Reads the images of an epoch, which lie one below the other.</summary>
    private Bitmap[] Read(int epoch)
    {
        Bitmap column = Png.Read(FileOf(epoch));
        int height = column.Height / images.Count, size = column.Stride * height;
        return [.. Enumerable.Range(0, images.Count).Select(i => new Bitmap(column.Width, height, column.Channels, column.Pixels[(i * size)..((i + 1) * size)]))];
    }
}

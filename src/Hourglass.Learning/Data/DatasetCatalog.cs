using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>Lists the published data sets that are known by name.</summary>
/// <remarks><b>Source</b> Sizes and SHA-256 sums are those that TensorFlow Datasets publishes in its <c>url_checksums</c>; several
/// independent projects list the same.</remarks>
public static class DatasetCatalog
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>Gets MNIST: handwritten digits.</summary>
    public static DatasetEntry Mnist { get; } = new(
        "mnist",
        Phrase.Mark("handwritten digits, 60,000 + 10,000 of 28x28 pixels"),
        new Uri("https://github.com/cvdfoundation/mnist"),
        "CC BY-SA 3.0",
        new("train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        new("train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        new("t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        new("t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
        [new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"), new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/")],
        Digits);

    /// <summary>Gets Fashion-MNIST: articles of clothing.</summary>
    public static DatasetEntry FashionMnist { get; } = new(
        "fashion-mnist",
        Phrase.Mark("articles of clothing, 60,000 + 10,000 of 28x28 pixels"),
        new Uri("https://github.com/zalandoresearch/fashion-mnist"),
        "MIT",
        new("train-images-idx3-ubyte.gz", 26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
        new("train-labels-idx1-ubyte.gz", 29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
        new("t10k-images-idx3-ubyte.gz", 4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
        new("t10k-labels-idx1-ubyte.gz", 5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"),
        [
            new Uri("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
            new Uri("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
        ],
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"]);

    /// <summary>Gets KMNIST: cursive Japanese characters.</summary>
    public static DatasetEntry Kmnist { get; } = new(
        "kmnist",
        Phrase.Mark("cursive Japanese characters, 60,000 + 10,000 of 28x28 pixels"),
        new Uri("https://codh.rois.ac.jp/kmnist/"),
        "CC BY-SA 4.0",
        new("train-images-idx3-ubyte.gz", 18_165_135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
        new("train-labels-idx1-ubyte.gz", 29_497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
        new("t10k-images-idx3-ubyte.gz", 3_041_136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
        new("t10k-labels-idx1-ubyte.gz", 5_120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"),
        [new Uri("https://codh.rois.ac.jp/kmnist/dataset/kmnist/"), new Uri("http://codh.rois.ac.jp/kmnist/dataset/kmnist/")],
        ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"]);

    /// <summary>Gets all known sets.</summary>
    public static IReadOnlyList<DatasetEntry> All { get; } = [Mnist, FashionMnist, Kmnist];

    /// <summary>Gets the set of a name.</summary>
    /// <param name="name">The name, upper or lower case.</param>
    /// <exception cref="ArgumentException">No set has the name; the message names the nearest one and all known ones.</exception>
    public static DatasetEntry Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (DatasetEntry entry in All)
            if (entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return entry;

        string known = string.Join(", ", All.Select(entry => entry.Name));
        string message = NearestName.Find(name, All.Select(entry => entry.Name)) is { } nearest
            ? Phrase.Of($"Received the data set '{name}', expected one of {known}. Did you mean {nearest}?")
            : Phrase.Of($"Received the data set '{name}', expected one of {known}.");
        throw new ArgumentException(message, nameof(name));
    }
}

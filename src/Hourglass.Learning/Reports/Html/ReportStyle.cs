namespace Hourglass.Learning;

/// <summary>The style sheet of a report: system fonts, tabular figures, light and dark paper, telephones and printers.</summary>
internal static class ReportStyle
{
    /// <summary>Gets the whole sheet. It holds neither &lt; nor &amp;, so it stands in XML as it is.</summary>
    public static string Sheet { get; } =
        $":root{{color-scheme:light dark;{ChartStyle.Variables(dark: false)}{Light}}}\n"
        + $"@media screen and (prefers-color-scheme:dark){{:root{{{ChartStyle.Variables(dark: true)}{Dark}}}}}\n"
        + $"{Rules}\n{ChartStyle.Rules}\n{Narrow}\n{Print}\n";

    private const string Light = "--soft:#f6f6f4;--hair:#e2e2de;--warning:#9a5b00;--problem:#b3261e;--note:#0067a3;";

    private const string Dark = "--soft:#1f1f1f;--hair:#333333;--warning:#f0b357;--problem:#f2847d;--note:#6fb7e6;";

    private static string Rules => $$"""
        *{box-sizing:border-box}
        body{margin:0;background:var(--chart-paper);color:var(--chart-ink);font:16px/1.55 {{ChartStyle.Fonts}};
          font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
        main{max-width:1080px;margin:0 auto;padding:56px 32px 72px}
        header,section{margin:0 0 56px}
        h1{margin:0 0 12px;font-size:34px;line-height:1.15;font-weight:650;letter-spacing:-.02em;overflow-wrap:anywhere}
        h2{margin:0 0 16px;font-size:20px;line-height:1.3;font-weight:650;letter-spacing:-.01em}
        h3{margin:24px 0 8px;font-size:15px;font-weight:600;color:var(--chart-text)}
        p{margin:0}
        .eyebrow{margin:0 0 8px;font-size:13px;font-weight:600;color:var(--chart-text)}
        .lead{max-width:46em;font-size:18px;overflow-wrap:anywhere}
        time{display:block;margin-top:12px;font-size:14px;color:var(--chart-text)}
        dl,dd,ul,ol,figure{margin:0;padding:0}
        .figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:1px;border:1px solid var(--hair);
          border-radius:10px;overflow:hidden}
        .figures div{padding:16px 18px;box-shadow:0 0 0 1px var(--hair)}
        dt{font-size:13px;color:var(--chart-text)}
        .figures b{font-size:26px;line-height:1.35;font-weight:600;letter-spacing:-.01em}
        .unit,.hint{font-size:13px;line-height:1.45;color:var(--chart-text)}
        .unit{white-space:nowrap}
        .findings{display:grid;gap:12px;list-style:none}
        .findings li{display:grid;grid-template-columns:84px 1fr;gap:16px;padding:16px 18px;background:var(--soft);
          border-left:4px solid var(--mood);border-radius:0 8px 8px 0}
        .findings p{max-width:46em;overflow-wrap:anywhere}
        .findings .seen,.findings b{font-weight:600}
        .note{--mood:var(--note)}
        .warning{--mood:var(--warning)}
        .problem{--mood:var(--problem)}
        .badge{font-size:13px;font-weight:650;line-height:1.85;color:var(--mood)}
        .columns{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 56px;align-items:start}
        .columns section:only-child{max-width:640px}
        figcaption,caption{max-width:52em;margin-top:12px;font-size:14px;line-height:1.5;color:var(--chart-text);text-align:left}
        .chart{display:block;width:100%;height:auto;max-width:720px;overflow:visible}
        .network{margin:0 0 32px}
        .network .chart{max-width:none}
        .model .inner{padding-left:24px}
        .beside{display:grid;grid-template-columns:minmax(0,720px) 1fr;gap:12px 40px;align-items:start}
        .beside figcaption{margin-top:0}
        .pairs{display:grid;grid-template-columns:repeat(10,1fr);gap:12px;list-style:none}
        .pairs p{display:flex;justify-content:space-between;gap:4px;margin-top:4px;font-size:13px;line-height:1.4;color:var(--chart-text)}
        .pairs b{color:var(--chart-ink);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        img{display:block;image-rendering:pixelated}
        .pixels{width:100%;height:auto;margin-bottom:3px;border-radius:3px}
        .filters{width:100%;height:auto;border-radius:3px}
        .scale{display:flex;align-items:center;gap:8px;margin-top:12px;font-size:13px;color:var(--chart-text)}
        .ramp{width:180px;height:10px;border-radius:2px;background:linear-gradient(90deg,{{DivergingMap.Ramp}})}
        details{margin-top:16px}
        summary{cursor:pointer;font-size:14px;color:var(--note)}
        .scroll{overflow-x:auto}
        details .scroll{max-height:420px;overflow-y:auto}
        table{width:100%;margin-top:12px;border-collapse:collapse;font-size:14px}
        caption{margin:0;padding-bottom:8px;caption-side:top}
        th,td{padding:5px 12px;border-bottom:1px solid var(--hair);text-align:right;font-weight:400;white-space:nowrap}
        tfoot{display:table-row-group}
        th:first-child,td:first-child{padding-left:0}
        th:last-child,td:last-child{padding-right:0}
        thead th{color:var(--chart-text);font-size:13px;border-bottom-color:var(--chart-line)}
        .model th:nth-child(-n+2),.model td:first-child,tfoot th{text-align:left}
        .model td:first-child{color:var(--chart-text)}
        .model .code{--mood:var(--chart-1)}
        tfoot th,tfoot td{border-bottom:0;font-weight:600}
        .best th,.best td,.code th,.code td{font-weight:650}
        .phases th:first-child,.phases td:nth-child(-n+3),.phases thead th:nth-child(-n+3){text-align:left;white-space:normal}
        pre{margin:8px 0 24px;padding:16px 18px;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--soft);
          border-radius:8px;font:13px/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace}
        pre code{font:inherit}
        pre span{display:inline-block;max-width:100%}
        .versions{display:flex;flex-wrap:wrap;gap:8px 40px}
        .versions dd{font-size:14px}
        """;

    private const string Narrow = """
        @media screen and (max-width:860px){.columns,.beside{grid-template-columns:minmax(0,1fr)}}
        @media screen and (max-width:640px){main{padding:32px 16px 48px}header,section{margin-bottom:40px}h1{font-size:26px}
        .lead{font-size:16px}
        .figures{grid-template-columns:1fr 1fr}.figures div{padding:12px 14px}.figures b{font-size:21px}
        .findings li{grid-template-columns:1fr;gap:4px}.pairs{grid-template-columns:repeat(5,1fr);gap:12px 8px}.pairs p{font-size:12px}}
        """;

    private const string Print = """
        @media print{@page{margin:15mm 14mm}body{font-size:9.5pt;line-height:1.45}main{max-width:none;padding:0}
        header,section{margin-bottom:8mm}
        h1{font-size:20pt}h2{font-size:13pt;margin-bottom:3mm}h3{margin:4mm 0 2mm;font-size:10pt}.lead{font-size:11pt}
        h2,h3{break-after:avoid}figure,tr,.findings li,.figures{break-inside:avoid}details{display:none}
        .figures{grid-template-columns:repeat(4,1fr)}.figures div{padding:2.5mm 3mm}.figures b{font-size:14pt}
        dt,figcaption,caption,.unit,.hint,.badge,.scale,pre,table,.versions dd{font-size:8.5pt}
        .findings li{grid-template-columns:16mm 1fr;padding:3mm 4mm;gap:3mm}
        .network{min-width:0!important}.columns{gap:0 10mm}.beside{grid-template-columns:minmax(0,118mm) 1fr;gap:0 6mm}.pairs{gap:2mm}.pairs p{font-size:7pt;
          margin-top:1mm}
        th,td{padding:1.2mm 2mm}figcaption{margin-top:2mm}pre{margin:2mm 0 5mm;padding:3mm 4mm;border:1px solid var(--hair)}
        img,.ramp,.findings li{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """;
}

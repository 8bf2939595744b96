"""workbook.py - the parts of .xlsx and .xlsb workbooks, written by hand"""
import struct

TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/'
         'package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
         '</Types>')
RELATION = ('<Relationship Id="rId{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/{}" Target="{}"/>')


def relations(items):
    return ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(RELATION.format(i + 1, kind, target)
                      for i, (kind, target) in enumerate(items)) + "</Relationships>")


def column(j):
    return (chr(64 + j // 26) if j >= 26 else "") + chr(65 + j % 26)


def escaped(s):
    return s.replace("&", "&amp;").replace("<", "&lt;")


def sheet_xml(rows, shared):
    """shared: a list that takes the texts; None = texts stand in the sheet."""
    out = ('<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/'
           'spreadsheetml/2006/main"><sheetData>')
    for i, row in enumerate(rows):
        out += f'<row r="{i + 1}">'
        for j, cell in enumerate(row):
            at = f'{column(j)}{i + 1}'
            if cell is None or cell == "":
                continue
            if not isinstance(cell, str):
                out += f'<c r="{at}"><v>{cell}</v></c>'
            elif shared is None:
                out += f'<c r="{at}" t="inlineStr"><is><t>{escaped(cell)}</t></is></c>'
            else:
                if cell not in shared:
                    shared.append(cell)
                out += f'<c r="{at}" t="s"><v>{shared.index(cell)}</v></c>'
        out += "</row>"
    return out + "</sheetData></worksheet>"


def xlsx(sheets, inline=False):
    """sheets: name -> rows. The parts, (name, bytes)."""
    shared = None if inline else []
    parts = [(f"xl/worksheets/sheet{k + 1}.xml", sheet_xml(rows, shared))
             for k, rows in enumerate(sheets.values())]
    targets = [("worksheet", f"worksheets/sheet{k + 1}.xml") for k in range(len(sheets))]
    book = ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            "<sheets>" + "".join(f'<sheet name="{escaped(n)}" sheetId="{k + 1}" r:id="rId{k + 1}"/>'
                                 for k, n in enumerate(sheets)) + "</sheets></workbook>")
    if shared:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts.append(("xl/sharedStrings.xml",
                      '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                      + "".join(f"<si><t>{escaped(s)}</t></si>" for s in shared) + "</sst>"))
    return [("[Content_Types].xml", TYPES),
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", book), ("xl/_rels/workbook.xml.rels", relations(targets)), *parts]


def record(kind, data=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size >= 128:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def wide(s):
    return struct.pack("<I", len(s)) + s.encode("utf-16-le")


def cell_record(j, cell, shared):
    head = struct.pack("<II", j, 0)
    if isinstance(cell, str):
        if cell not in shared:
            shared.append(cell)
        return record(7, head + struct.pack("<I", shared.index(cell)))
    if isinstance(cell, int):
        return record(2, head + struct.pack("<I", (cell << 2 | 2) & 0xFFFFFFFF))
    return record(5, head + struct.pack("<d", cell))


def xlsb(sheets):
    shared, parts = [], []
    for k, rows in enumerate(sheets.values()):
        data = record(129) + record(145)
        for i, row in enumerate(rows):
            data += record(0, struct.pack("<IIHBBI", i, 0, 300, 0, 0, 0))
            for j, cell in enumerate(row):
                if cell is not None and cell != "":
                    data += cell_record(j, cell, shared)
        parts.append((f"xl/worksheets/sheet{k + 1}.bin", data + record(146) + record(130)))
    book = record(131) + record(143)
    for k, name in enumerate(sheets):
        book += record(156, struct.pack("<II", 0, k + 1) + wide(f"rId{k + 1}") + wide(name))
    book += record(144) + record(132)
    strings = record(159, struct.pack("<II", len(shared), len(shared)))
    strings += b"".join(record(19, b"\0" + wide(s)) for s in shared) + record(160)
    targets = [("worksheet", f"worksheets/sheet{k + 1}.bin") for k in range(len(sheets))]
    targets.append(("sharedStrings", "sharedStrings.bin"))
    return [("[Content_Types].xml", TYPES),
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.bin")])),
            ("xl/workbook.bin", book), ("xl/_rels/workbook.bin.rels", relations(targets)),
            *parts, ("xl/sharedStrings.bin", strings)]


def inside(name, parts):
    """The parts as files of a seed, which the harness packs into one workbook."""
    return [(f"{name}/{part}", data) for part, data in parts]

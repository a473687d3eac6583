/** A Dockerfile for each class of the reference's grammar: https://docs.docker.com/reference/dockerfile/ */
export const DOCKERFILES: Readonly<Record<string, string>> = {
  'keywords in any case, with blanks before them': 'from python:3.13\n  Run true\n\tCMD ["a"]\n',
  'stages with names, numbers, platforms and digests':
    'ARG V=3.13\nFROM --platform=$BUILDPLATFORM python:${V}-slim AS Build\nFROM build\nFROM 0 as final\nFROM a/b:1@sha256:0f0f0f\n',
  directives: '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\nRUN dir `\n  c:\\x\n',
  'a directive below a comment is a comment': '# hello\n# escape=`\nFROM a\nRUN b \\\n  c\n',
  'comments at the start of lines alone': '# one\nFROM a # two\n   # three\nRUN echo # four\n',
  'continued lines with comments and empty lines between': 'FROM a\nRUN one \\\n  # why\n\n  two \\  \n  three\nUSER b\n',
  'a continued line at the end of the text': 'FROM a\nRUN one \\\n',
  'carriage returns': 'FROM a\r\nRUN one \\\r\n  two\r\nCMD ["a", "b"]\r\n',
  'shell and exec form': 'FROM a\nRUN echo "a b" | cat\nRUN ["a", "b c"]\nCMD a b\nENTRYPOINT ["a", "-c", "x && y"]\nENTRYPOINT exec a\n',
  'what looks like a list and is none': 'FROM a\nCMD [\'a\', \'b\']\nRUN [ -f x ] && y\nCMD ["a" "b"]\nENTRYPOINT []\n',
  'escapes in a list': 'FROM a\nCMD ["a\\"b", "c\\\\d", "\\u00e9"]\n',
  'a list over several lines': 'FROM a\nCMD ["a", \\\n     "b", \\\n     "c"]\n',
  'a list with more behind it': 'FROM a\nCMD ["a", "b"] # why\n',
  'two escapes at the end of a line': 'FROM a\nRUN a \\\\\nUSER b\n',
  'flags of any instruction': 'FROM a\nCMD --x y\nUSER --a="b c" d\n',
  'mounts and other flags':
    'FROM a\nRUN --mount=type=cache,target=/cache --network=none pip install x\nRUN --mount=type=secret,id=t cat\nRUN --x\n',
  'flags over several lines': 'FROM a\nRUN --mount=type=cache,target=/a \\\n    --mount=type=bind,target=/b \\\n    true\n',
  copies:
    'FROM a\nCOPY a b c/\nCOPY --from=0 --chown=a:b --chmod=755 ["a b", "c"]\nADD --checksum=sha256:0 https://x/y.tar /z\nCOPY --link a b\n',
  'here-documents':
    'FROM a\nRUN <<EOF\necho 1\n# no comment\nEOF\nRUN python <<-"END"\n\tprint(1)\n\tEND\nCOPY <<a <<b /x/\n1\na\n2\nb\nUSER c\n',
  'what is no here-document': 'FROM a\nRUN cat <<< x\nRUN echo "<<EOF"\nRUN a <<EOF\nb\nEOF\nENV X=<<EOF\nUSER b\n',
  variables:
    'FROM a\nENV A=1 B="two words" C=with\\ blank D=\'$x\'\nENV OLD the rest of it\nARG ONE\nARG TWO=2 THREE="3 4"\nLABEL a.b=c "d e"="f"\n',
  'variables over several lines': 'FROM a\nENV A=1 \\\n    B=2 \\\n# why\n    C=3\n',
  'health checks':
    'FROM a\nHEALTHCHECK NONE\nHEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost/ || exit 1\nHEALTHCHECK CMD ["a", "b"]\n',
  'instructions kept for later': 'FROM a\nONBUILD COPY . /app\nONBUILD RUN --mount=type=cache,target=/x pip install .\nONBUILD ENV A=1\n',
  'the rest':
    'FROM a\nMAINTAINER A B <a@b>\nEXPOSE 80 443/tcp 53/udp 8000-8010\nVOLUME /a /b\nVOLUME ["/c d"]\nUSER a:b\nUSER 1000\nWORKDIR /a b\nSTOPSIGNAL SIGQUIT\nSHELL ["bash", "-c"]\n',
  'words that are no instructions': 'FROM a\nFOO bar\nRUNNER x\nCMD ["a"]\n',
  'a byte order mark': '\ufeffFROM a\nRUN b\n',
  nothing: '',
  'comments alone': '# one\n\n# two\n',
};
